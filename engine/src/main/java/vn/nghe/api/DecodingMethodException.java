// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.util.Locale;
import java.util.stream.Collectors;

/** A model has not the parts that a {@link DecodingMethod} needs. */
public final class DecodingMethodException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * @param method what was asked for
   * @param model what cannot do it
   */
  public DecodingMethodException(DecodingMethod method, ModelDescription model) {
    super(
        "the model %s cannot decode by %s: it has %s; it can decode by %s"
            .formatted(
                model.name(),
                name(method),
                model.methods().contains(DecodingMethod.CTC) ? "no decoder" : "no CTC head",
                model.methods().stream()
                    .sorted()
                    .map(DecodingMethodException::name)
                    .collect(Collectors.joining(", "))));
  }

  private static String name(DecodingMethod method) {
    return method.name().toLowerCase(Locale.ROOT);
  }
}
