// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.model.Logits;

class GreedyCtcTest {
  /** Classes are called by their numbers; 0 is the blank. */
  @ParameterizedTest
  @CsvSource({
    "000, ''",
    "111, 1",
    "101, 11",
    "1122, 12",
    "11022, 12",
    "1010203, 1123",
    "0110, 1",
    "123, 123",
    "2202200022, 222",
  })
  void repeatsCollapseBeforeBlanksGo(String path, String units) {
    assertEquals(units, text(decode(path)));
  }

  @Test
  void aSpanCoversTheRunOfItsUnit() {
    List<Span> spans = decode("0011102");
    assertEquals(2, spans.get(0).firstFrame());
    assertEquals(5, spans.get(0).endFrame());
    assertEquals(6, spans.get(1).firstFrame());
    assertEquals(7, spans.get(1).endFrame());
  }

  @Test
  void theProbabilityIsTheMeanPosterior() {
    // Two frames of unit 1: posteriors 3/4 of two classes and 9/10.
    float[] logits = {0, (float) Math.log(3), 0, (float) Math.log(9)};
    List<Span> spans = GreedyCtc.decode(Logits.of(logits, 2, 2, 0));
    assertEquals((0.75 + 0.9) / 2, spans.getFirst().probability(), 1e-7);
  }

  @Test
  void certaintyIsExactlyOne() {
    float[] logits = {0, 1000};
    assertEquals(1, GreedyCtc.decode(Logits.of(logits, 1, 2, 0)).getFirst().probability());
  }

  @Test
  void theBlankMayBeAnyClass() {
    float[] logits = {0, 0, 9, 9, 0, 0};
    assertEquals(
        List.of(0), GreedyCtc.decode(Logits.of(logits, 2, 3, 2)).stream().map(Span::unit).toList());
  }

  @Test
  void nothingGivesNothing() {
    assertEquals(List.of(), GreedyCtc.decode(Logits.of(new float[0], 0, 4, 0)));
  }

  private static List<Span> decode(String path) {
    int classes = 4;
    float[] logits = new float[path.length() * classes];
    for (int frame = 0; frame < path.length(); frame++) {
      logits[frame * classes + (path.charAt(frame) - '0')] = 5;
    }
    return GreedyCtc.decode(Logits.of(logits, path.length(), classes, 0));
  }

  private static String text(List<Span> spans) {
    return spans.stream().map(span -> "" + span.unit()).collect(Collectors.joining());
  }
}
