// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One version of one model.
 *
 * @param model the model's name, as clients ask for it
 * @param version what tells it from the others of that name
 */
public record ModelVersion(
    @JsonProperty(required = true) String model, @JsonProperty(required = true) String version)
    implements Comparable<ModelVersion> {
  /**
   * What may stand in a path of the store, in one of the cache and in a label of a metric. A dot
   * cannot come first, so that no name leads out of its folder or is hidden there.
   */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

  private static final Comparator<ModelVersion> BY_NAME =
      Comparator.comparing(ModelVersion::model).thenComparing(ModelVersion::version);

  /**
   * Checks both words.
   *
   * @throws IllegalArgumentException if one is no name
   */
  public ModelVersion {
    requireWord("model", model);
    requireWord("version", version);
  }

  /** The version that two folders stand for; none where they cannot be of ours. */
  public static Optional<ModelVersion> ofFolders(String model, String version) {
    return isWord(model) && isWord(version)
        ? Optional.of(new ModelVersion(model, version))
        : Optional.empty();
  }

  private static boolean isWord(String word) {
    return word != null && WORD.matcher(word).matches();
  }

  /** Throws {@link IllegalArgumentException} if {@code word} cannot be a name. */
  static void requireWord(String what, String word) {
    if (!isWord(word)) {
      throw new IllegalArgumentException(
          what
              + " '"
              + word
              + "' must be 1 to 64 letters of a to z, digits, '.', '-' and '_', and must not begin"
              + " with '.' or '-'");
    }
  }

  /** The place of this version's folder within {@code root}. */
  public Path within(Path root) {
    return root.resolve(model).resolve(version);
  }

  /** The key of one of its files in a store. */
  String key(String file) {
    return model + "/" + version + "/" + file;
  }

  @Override
  public int compareTo(ModelVersion other) {
    return BY_NAME.compare(this, other);
  }

  /** As people write it: {@code nghe-base-vi/3}. */
  @Override
  public String toString() {
    return model + "/" + version;
  }
}
