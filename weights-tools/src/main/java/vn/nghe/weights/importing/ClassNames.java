// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vn.nghe.api.ModelFiles;
import vn.nghe.weights.checkpoint.CheckpointException;
import vn.nghe.weights.checkpoint.JsonFile;

/**
 * The names of the classes of a head.
 *
 * @param names one for each class, by class
 */
record ClassNames(List<String> names) {
  private static final String FILE = ModelFiles.VOCABULARY;

  /** The file of tokens that are added to a vocabulary, such as {@code <|endoftext|>}. */
  private static final String ADDED = "added_tokens.json";

  /** The name of a blank that the vocabulary does not name. */
  private static final String BLANK = "<blank>";

  /** GPT-2's character for a space; no Vietnamese letter equals it. */
  private static final String BPE_SPACE = "Ġ";

  ClassNames {
    names = List.copyOf(names);
  }

  /** Whether the names are those of a byte-level BPE and not letters. */
  boolean areByteLevelBpe() {
    return names.stream().anyMatch(name -> name.startsWith(BPE_SPACE));
  }

  /**
   * Reads a vocabulary and the added tokens beside it, if any. Special tokens for classes that the
   * head does not have are ignored; Whisper has many.
   *
   * @param path {@code vocab.json} or its folder
   * @throws CheckpointException if a class has no name or two names, or a name has no class
   */
  static ClassNames read(Path path, int classes, int blank) {
    Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
    String[] names = new String[classes];
    add(file, names);
    Path added = file.resolveSibling(ADDED);
    if (Files.exists(added)) {
      add(added, names);
    }
    if (names[blank] == null) {
      names[blank] = BLANK;
    }
    int unnamed = Arrays.asList(names).indexOf(null);
    if (unnamed >= 0) {
      throw new CheckpointException(
          file, "class %d of %d has no name".formatted(unnamed, classes) + belongs());
    }
    return new ClassNames(Arrays.asList(names));
  }

  private static void add(Path file, String[] names) {
    for (Map.Entry<String, Object> entry : JsonFile.object(file).entrySet()) {
      String name = entry.getKey();
      if (!(entry.getValue() instanceof Long number) || number < 0) {
        throw new CheckpointException(
            file, "\"" + name + "\": " + entry.getValue() + " is not a class number");
      }
      if (number >= names.length) {
        if (!isSpecial(name)) {
          throw new CheckpointException(
              file,
              "\"%s\": the head has no class %d, only %d".formatted(name, number, names.length)
                  + belongs());
        }
      } else if (names[number.intValue()] == null) {
        names[number.intValue()] = name;
      } else if (!names[number.intValue()].equals(name)) {
        throw new CheckpointException(
            file,
            "class %d has the names \"%s\" and \"%s\""
                .formatted(number, names[number.intValue()], name));
      }
    }
  }

  private static String belongs() {
    return "; use the vocabulary that the head was trained with";
  }

  private static boolean isSpecial(String name) {
    return name.startsWith("<|") && name.endsWith("|>");
  }
}
