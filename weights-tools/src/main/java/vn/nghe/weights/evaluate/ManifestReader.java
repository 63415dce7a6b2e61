// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns the bytes of a {@link Manifest} into clips, or says on which line it cannot. */
final class ManifestReader {
  private static final String PATH = "path";
  private static final String SENTENCE = "sentence";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path file;
  private final List<String> columns;
  private final int path;
  private final int sentence;

  private ManifestReader(Path file, String header) {
    this.file = file;
    this.columns = fields(header);
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new ManifestException(file, 1, column, "named twice");
      }
    }
    this.path = required(PATH);
    this.sentence = required(SENTENCE);
  }

  static List<Clip> clips(Path file) {
    List<String> lines = lines(file);
    var reader = new ManifestReader(file, lines.getFirst());
    List<Clip> clips = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      clips.add(reader.clip(lines.get(i), i + 1));
    }
    return clips;
  }

  private Clip clip(String line, int number) {
    List<String> fields = fields(line);
    if (fields.size() != columns.size()) {
      throw new ManifestException(
          file,
          number,
          "the header has %d fields, this line %d".formatted(columns.size(), fields.size()));
    }
    String text = fields.get(sentence);
    if (ScoringText.of(text).isEmpty()) {
      throw new ManifestException(
          file, number, SENTENCE, "'" + text + "' holds no letter or digit to score against");
    }
    return new Clip(fields.get(path), resolve(fields.get(path), number), text);
  }

  private Path resolve(String name, int number) {
    if (name.isEmpty()) {
      throw new ManifestException(file, number, PATH, "empty");
    }
    try {
      return file.resolveSibling(name);
    } catch (InvalidPathException unusable) {
      throw new ManifestException(file, number, PATH, unusable.getReason());
    }
  }

  private int required(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new ManifestException(
          file, 1, column, "missing from the header, which has only " + columns);
    }
    return index;
  }

  private static List<String> fields(String line) {
    return List.of(line.split("\t", -1));
  }

  /** At least one line, without line ends. */
  private static List<String> lines(Path file) {
    String text = text(file);
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\r?\n", -1)));
    if (lines.size() > 1 && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  private static String text(Path file) {
    byte[] bytes = bytes(file);
    var buffer = ByteBuffer.wrap(bytes);
    try {
      return UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException notUtf8) {
      int line = 1;
      for (int i = 0; i < buffer.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new ManifestException(
          file, line, "not UTF-8 (at byte " + buffer.position() + " of the file)");
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new ManifestException(file, "no such file");
    } catch (IOException unreadable) {
      throw new ManifestException(file, "cannot be read: " + unreadable.getMessage());
    }
  }
}
