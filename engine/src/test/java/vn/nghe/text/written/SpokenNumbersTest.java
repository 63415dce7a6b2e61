// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vn.nghe.TestFiles;

/** {@link WrittenStyle#PROSE} against numbers as people say them, and words that are no numbers. */
final class SpokenNumbersTest {
  private static final WrittenForms PROSE = WrittenForms.of(WrittenStyle.PROSE);
  private static final Pattern MARKS = Pattern.compile("[\\p{P}\\p{S}\\s]+");

  private record Row(String spoken, String written) {
    boolean passes() {
      return PROSE.apply(spoken).equals(written);
    }
  }

  private static List<String[]> rows(String file) throws IOException {
    return Files.readAllLines(TestFiles.resource("text/" + file)).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .toList();
  }

  @Test
  void numbersAreWrittenAsAReaderWouldWriteThem() throws IOException {
    List<Row> rows = rows("spoken-numbers.tsv").stream().map(it -> new Row(it[3], it[4])).toList();
    assertEquals(437, rows.size());
    assertEquals(List.of(), rows.stream().filter(it -> !it.passes()).toList());
  }

  @Test
  void numberWordsThatAreNoNumbersStay() throws IOException {
    List<Row> rows = rows("number-words.tsv").stream().map(it -> new Row(it[2], it[2])).toList();
    assertEquals(232, rows.size());
    assertEquals(List.of(), rows.stream().filter(it -> !it.passes()).toList());
  }

  /** As a recogniser that writes no marks and no capitals has them. */
  @Test
  void theyStayWithoutMarksAndCapitals() throws IOException {
    List<Row> rows =
        rows("number-words.tsv").stream()
            .map(it -> MARKS.matcher(it[2].toLowerCase(Locale.ROOT)).replaceAll(" ").strip())
            .map(text -> new Row(text, text))
            .toList();
    assertEquals(List.of(), rows.stream().filter(it -> !it.passes()).toList());
  }
}
