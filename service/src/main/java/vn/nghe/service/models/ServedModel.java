// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import vn.nghe.api.DecodingMethod;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.inference.LoadedModel;

/**
 * The model as clients see it.
 *
 * @param name its own name
 * @param aliases further names that clients may use for it
 * @param language what it writes, as an ISO 639-1 code
 * @param methods how it can decode
 * @param created when its weights were written
 */
public record ServedModel(
    String name,
    List<String> aliases,
    String language,
    Set<DecodingMethod> methods,
    Instant created) {
  public ServedModel {
    aliases = List.copyOf(aliases);
    methods = Set.copyOf(methods);
  }

  /** The model under its own name and {@code aliases}. */
  public static ServedModel of(LoadedModel model, List<String> aliases) {
    return new ServedModel(
        model.description().name(),
        aliases,
        model.description().language(),
        model.description().methods(),
        model.created());
  }

  /** Every name that a request may give. */
  public List<String> names() {
    return Stream.concat(Stream.of(name), aliases.stream()).distinct().toList();
  }

  /**
   * Whether a client that names this language means the model's: by its code of ISO 639-1 or 639-3
   * or its English name, with any region behind it, such as {@code vi}, {@code vi-VN}, {@code vie}
   * and {@code Vietnamese}.
   */
  public boolean writes(String wish) {
    String primary = wish.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    Locale own = Locale.of(language);
    return primary.equals(language)
        || primary.equals(own.getISO3Language())
        || primary.equals(own.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT));
  }

  /**
   * Checks the model that a request asks for.
   *
   * @throws RefusedException if {@code wish} is none of the names
   */
  public void require(String wish) {
    if (!names().contains(wish)) {
      throw RefusedException.ofParameter(
          ErrorCode.MODEL_NOT_FOUND,
          "model",
          "There is no such model here. Ask for one of " + String.join(", ", names()) + ".");
    }
  }
}
