// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.nghe.model.Logits;

/** Which hot words are heard in a few frames of the letters a, b, c and d. */
final class HotWordSearchTest {
  private static final byte[][] UNIT_BYTES = {{}, {' '}, {'a'}, {'b'}, {'c'}, {'d'}};
  private static final int CLASSES = UNIT_BYTES.length;

  @Test
  void aPhraseIsHeardUpToItsAllowanceAndNotBeyond() {
    // "a" is e³ times as likely as "b".
    Logits logits = frames(new double[] {0, -9, 9, 6, -9, -9});
    assertEquals("b", heard(logits, 3.01, "b"));
    assertEquals("a", heard(logits, 2.99, "b"));
  }

  @Test
  void aPhraseThatMayNotBeHeardDoesNotKeepAnotherFromBeingHeard() {
    Logits logits =
        frames(
            new double[] {-9, -9, 9, 7, -9, -9},
            new double[] {-9, 9, -9, -9, -9, -9},
            new double[] {-9, -9, -9, -9, 9, 4});
    assertEquals("b c", heard(logits, 3, "b", "d"));
    assertEquals("b d", heard(logits, 6, "b", "d"));
  }

  @Test
  void whatIsHeardAnywayIsLeftAsItIs() {
    Logits logits = frames(new double[] {0, -9, 9, 6, -9, -9});
    var plain = TextScorer.ofNothing(UNIT_BYTES);
    Hypothesis without = PrefixBeam.search(logits, plain, 10).getFirst();
    Hypothesis with =
        new HotWordSearch(UNIT_BYTES, plain, List.of("a", "c"), _ -> 1)
            .search(logits, 10)
            .getFirst();
    assertArrayEquals(without.units(), with.units());
    assertEquals(without.score(), with.score());
  }

  private static Logits frames(double[]... logits) {
    float[] all = new float[logits.length * CLASSES];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) logits[i / CLASSES][i % CLASSES];
    }
    return Logits.of(all, logits.length, CLASSES, 0);
  }

  private static String heard(Logits logits, double allowance, String... phrases) {
    var search =
        new HotWordSearch(
            UNIT_BYTES, TextScorer.ofNothing(UNIT_BYTES), Arrays.asList(phrases), _ -> allowance);
    int[] units = search.search(logits, 50).getFirst().units();
    var text = new StringBuilder();
    for (int unit : units) {
      text.append(new String(UNIT_BYTES[unit], StandardCharsets.US_ASCII));
    }
    return text.toString();
  }
}
