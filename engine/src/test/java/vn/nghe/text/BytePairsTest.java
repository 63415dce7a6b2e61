// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.nghe.TestFiles;
import vn.nghe.model.VocabularyFile;

/** Against Hugging Face's tokenizer; {@code reference/make_tokens.py} made the sentences. */
final class BytePairsTest {
  private static final Path FOLDER = TestFiles.resource("text/whisper-units");

  private static final int UNITS = 877;

  private static final BytePairs PAIRS =
      new BytePairs(Vocabulary.ofByteLevelBpe(VocabularyFile.read(FOLDER, UNITS)));

  static Stream<Arguments> sentences() throws IOException {
    return Files.readAllLines(FOLDER.resolve("sentences.tsv")).stream()
        .map(line -> line.split("\t", -1))
        .map(fields -> Arguments.of(fields[0], units(fields[1])));
  }

  private static List<Integer> units(String field) {
    return Arrays.stream(field.split(" ", -1)).map(Integer::valueOf).toList();
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void textAndUnitsAreTheSameBothWays(String sentence, List<Integer> units) {
    assertEquals(units, PAIRS.encode(sentence));
    assertEquals(sentence, PAIRS.decode(units));
  }

  @Test
  void aSpecialUnitWritesNothingAndIsNotReadFromText() {
    assertEquals("", PAIRS.decode(List.of(UNITS - 1)));
    BytePairs pairs = new BytePairs(Vocabulary.ofByteLevelBpe(Map.of("<|a|>", 0, "a", 1, "<", 2)));
    assertEquals(List.of(2, 1), pairs.encode("<|a|>"));
  }

  @Test
  void partOfALetterBecomesTheReplacementCharacter() {
    List<Integer> units = PAIRS.encode("😀");
    assertEquals("\uFFFD", PAIRS.decode(units.subList(0, 1)));
  }
}
