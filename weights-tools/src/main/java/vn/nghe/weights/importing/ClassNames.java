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
 * What the classes of a head are called, by number.
 *
 * @param names one for each class
 */
record ClassNames(List<String> names) {
  private static final String FILE = ModelFiles.VOCABULARY;

  /** Where Hugging Face keeps what was added to a vocabulary, such as {@code <|endoftext|>}. */
  private static final String ADDED = "added_tokens.json";

  /** A blank that is a class of its own has no name in a vocabulary of texts. */
  private static final String BLANK = "<blank>";

  /** GPT-2's character for a space, which no Vietnamese letter looks like. */
  private static final String BPE_SPACE = "Ġ";

  ClassNames {
    names = List.copyOf(names);
  }

  /** Whether the names are those of a byte-level BPE and not letters. */
  boolean areByteLevelBpe() {
    return names.stream().anyMatch(name -> name.startsWith(BPE_SPACE));
  }

  /**
   * Reads a vocabulary, with what was added to it if that lies beside it. Names of classes beyond
   * the head are left out if they are special tokens, which Whisper has many of.
   *
   * @param path {@code vocab.json} or its folder
   * @throws CheckpointException if a class has no name or two, or a name no class
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
            file, "\"" + name + "\": " + entry.getValue() + " is not the number of a class");
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
            "class %d is called \"%s\" and \"%s\""
                .formatted(number, names[number.intValue()], name));
      }
    }
  }

  private static String belongs() {
    return "; the vocabulary must be the one that the head was trained with";
  }

  private static boolean isSpecial(String name) {
    return name.startsWith("<|") && name.endsWith("|>");
  }
}
