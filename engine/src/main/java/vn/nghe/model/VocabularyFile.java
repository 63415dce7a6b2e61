// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code vocab.json}: what each class is called, one name a class and no class without one. */
final class VocabularyFile {
  private VocabularyFile() {}

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
