// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.util.Set;

/**
 * The name, language and sizes of a model, from its {@code config.json}.
 *
 * @param name the name of the model folder
 * @param language the language it writes, as an ISO 639-1 code
 * @param parameters how many weights it has
 * @param encoderLayers how many transformer layers
 * @param width how many features a frame has between layers ({@code d_model})
 * @param vocabularySize how many CTC classes, blank included; without a CTC head how many tokens
 * @param methods how it can decode
 */
public record ModelDescription(
    String name,
    String language,
    long parameters,
    int encoderLayers,
    int width,
    int vocabularySize,
    Set<DecodingMethod> methods) {
  public ModelDescription {
    methods = Set.copyOf(methods);
  }
}
