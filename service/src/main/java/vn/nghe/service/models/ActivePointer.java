// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;

/**
 * Which version is to be served.
 *
 * @param active that version
 * @param previous the one before it, if there was another
 */
public record ActivePointer(
    @JsonProperty(required = true) ModelVersion active, Optional<ModelVersion> previous) {
  static final String FILE = "active.json";

  public ActivePointer {
    Objects.requireNonNull(active, "active");
    Objects.requireNonNull(previous, "previous");
  }

  /** The pointer after {@code version} takes over from {@code before}. */
  static ActivePointer from(Optional<ActivePointer> before, ModelVersion version) {
    Optional<ModelVersion> replaced = before.map(ActivePointer::active);
    return replaced.filter(version::equals).isPresent()
        ? before.get()
        : new ActivePointer(version, replaced);
  }
}
