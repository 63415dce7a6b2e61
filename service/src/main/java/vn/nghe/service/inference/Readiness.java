// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.util.Objects;
import java.util.Optional;
import vn.nghe.service.http.ApiException;
import vn.nghe.service.http.ErrorCode;

/** Whether the service takes work: first the model loads, then it does, then it drains. */
public final class Readiness {
  private volatile Optional<LoadedModel> model = Optional.empty();
  private volatile boolean draining;

  /** From here on the service takes work. */
  public void ready(LoadedModel loaded) {
    model = Optional.of(Objects.requireNonNull(loaded, "loaded"));
  }

  /** From here on the service finishes what it has and takes no more. */
  public void drain() {
    draining = true;
  }

  /** Whether {@link #drain()} was called. */
  public boolean draining() {
    return draining;
  }

  /** Whether a request would be taken now. */
  public boolean isReady() {
    return !draining && model.isPresent();
  }

  /**
   * The model, for a new request.
   *
   * @throws ApiException if no work is taken now
   */
  public LoadedModel model() {
    if (draining) {
      throw ApiException.of(
          ErrorCode.SHUTTING_DOWN, "This instance is shutting down. Ask another, or try again.");
    }
    return model.orElseThrow(
        () ->
            ApiException.of(
                ErrorCode.MODEL_LOADING, "The model is still being loaded. Try again shortly."));
  }
}
