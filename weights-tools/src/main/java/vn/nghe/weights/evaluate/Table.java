// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file of tab-separated values: UTF-8, with or without a byte order mark, lines ending in LF or
 * CRLF, without quoting or escaping. The first line names the columns; every further line has as
 * many fields.
 */
final class Table {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path file;
  private final List<String> columns;
  private final List<Row> rows = new ArrayList<>();

  /** A line after the header. */
  final class Row {
    private final int line;
    private final List<String> fields;

    private Row(int line, List<String> fields) {
      this.line = line;
      this.fields = fields;
    }

    /** The field of a column that {@link #read} requires. */
    String text(String column) {
      return fields.get(columns.indexOf(column));
    }

    ManifestException wrong(String column, String message) {
      return new ManifestException(file, line, column, message);
    }
  }

  private Table(Path file, List<String> lines, String... required) {
    this.file = file;
    this.columns = fields(lines.getFirst());
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new ManifestException(file, 1, column, "named twice");
      }
    }
    for (String column : required) {
      if (!seen.contains(column)) {
        throw new ManifestException(
            file, 1, column, "missing from the header, which has only " + columns);
      }
    }
    for (int i = 1; i < lines.size(); i++) {
      List<String> fields = fields(lines.get(i));
      if (fields.size() != columns.size()) {
        throw new ManifestException(
            file,
            i + 1,
            "the header has %d fields, this line %d".formatted(columns.size(), fields.size()));
      }
      rows.add(new Row(i + 1, fields));
    }
  }

  /**
   * Reads a file.
   *
   * @param required columns that must exist; others may
   * @throws ManifestException if the file cannot be read or breaks the format; the message names
   *     the line and the column
   */
  static Table read(Path file, String... required) {
    return new Table(file, lines(file), required);
  }

  List<Row> rows() {
    return rows;
  }

  private static List<String> fields(String line) {
    return List.of(line.split("\t", -1));
  }

  /** The lines without line ends, at least one. */
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
