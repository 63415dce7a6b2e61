// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.nghe.text.BytePairs;
import vn.nghe.text.Vocabulary;

final class BytePairsTest {
  @Test
  void cutsSentencesAsTiktokenDoes() throws IOException {
    var pairs = new BytePairs(Vocabulary.ofByteLevelBpe(BpeVocabulary.units()));
    List<String> lines = Files.readAllLines(BpeVocabulary.resource("units.tsv"));
    assertEquals(63, lines.size());
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      List<Integer> units = Arrays.stream(fields[1].split(" ", -1)).map(Integer::valueOf).toList();
      assertEquals(units, pairs.encode(fields[0]), fields[0]);
    }
  }

  @Test
  void whatNoUnitStandsForIsLeftOut() {
    var pairs = new BytePairs(Vocabulary.ofByteLevelBpe(Map.of("a", 0, "<|end|>", 1, "b", 2)));
    assertEquals(List.of(0, 2), pairs.encode("a <|end|>cb"));
    assertEquals(List.of(), pairs.encode(""));
  }
}
