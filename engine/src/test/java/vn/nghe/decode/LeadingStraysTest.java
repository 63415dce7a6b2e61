// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.model.Logits;

class LeadingStraysTest {
  private static final int CLASSES = 6;
  private static final int BLANK = 5;

  /** Classes are called by their numbers; 5 is the blank, 0 and 4 are stray. */
  @ParameterizedTest
  @CsvSource({
    "04123, 123",
    "0055441123, 123",
    "5054512, 12",
    "1204, 1204",
    "5150545, 104",
    "0454, ''",
    "123, 123",
  })
  void straysGoWhereAPassBeginsAndNowhereElse(String path, String units) {
    float[] logits = logits(path);
    LeadingStrays.silence(view(logits), List.of(0, 4));
    assertEquals(
        units,
        GreedyCtc.decode(view(logits)).stream()
            .map(span -> Integer.toString(span.unit()))
            .collect(Collectors.joining()));
  }

  @Test
  void aStrayIsTheLeastLikelyOfALeadingFrame() {
    float[] logits = {3, 1, 2, -1, 2.5f, 2};
    LeadingStrays.silence(view(logits), List.of(0, 4));
    assertArrayEquals(new float[] {-1, 1, 2, -1, -1, 3}, logits);
  }

  @Test
  void withoutStraysNothingChanges() {
    float[] logits = logits("041");
    float[] before = logits.clone();
    LeadingStrays.silence(view(logits), List.of());
    assertArrayEquals(before, logits);
  }

  private static Logits view(float[] logits) {
    return Logits.of(logits, logits.length / CLASSES, CLASSES, BLANK);
  }

  private static float[] logits(String path) {
    float[] logits = new float[path.length() * CLASSES];
    for (int frame = 0; frame < path.length(); frame++) {
      logits[frame * CLASSES + path.charAt(frame) - '0'] = 9;
    }
    return logits;
  }
}
