// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;

/** {@code vocab.json}: what each class is called, one name a class and no class without one. */
public final class VocabularyFile {
  private VocabularyFile() {}

  /**
   * Reads the {@code vocab.json} of a model folder.
   *
   * @param classes how many classes the model has, blank included
   * @return the number of each class by its name, in the order of the file
   * @throws ModelException if it cannot be read or does not name every class once
   */
  public static Map<String, Integer> read(Path folder, int classes) {
    Path file = folder.resolve(ModelFiles.VOCABULARY);
    return parse(file, ModelFileReader.read(folder, file), classes);
  }

  static Map<String, Integer> parse(Path file, byte[] json, int classes) {
    Map<String, Integer> names = new LinkedHashMap<>();
    BitSet named = new BitSet(classes);
    Json.object(file, json)
        .forEach(
            (name, value) -> {
              if (!(value instanceof Long number) || number < 0 || number >= classes) {
                throw new ModelException(
                    file,
                    "\"" + name + "\": " + value + " is not a class from 0 to " + (classes - 1));
              }
              if (named.get(number.intValue())) {
                throw new ModelException(
                    file, "\"" + name + "\": class " + number + " has two names");
              }
              named.set(number.intValue());
              names.put(name, number.intValue());
            });
    if (named.cardinality() != classes) {
      throw new ModelException(file, "class " + named.nextClearBit(0) + " has no name");
    }
    return Collections.unmodifiableMap(names);
  }
}
