// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SeamErrorsTest {
  private static final List<String> EXPECTED = List.of("a", "b", "c", "d", "e", "f");

  @Test
  void aWordMissingBesideASeamIsLost() {
    var errors = new SeamErrors(EXPECTED, List.of("a", "b", "d", "e", "f"));
    assertEquals(1, errors.lost(2), "before the word after the seam");
    assertEquals(1, errors.lost(1), "one word further");
    assertEquals(1, errors.lost(3), "one word earlier");
    assertEquals(0, errors.lost(4));
    assertEquals(0, errors.doubled(2));
  }

  @Test
  void aWordHeardOnBothSidesIsDoubled() {
    var errors = new SeamErrors(EXPECTED, List.of("a", "b", "c", "c", "d", "e", "f"));
    assertEquals(1, errors.doubled(3));
    assertEquals(0, errors.doubled(5));
    assertEquals(0, errors.lost(3));
  }

  @Test
  void anotherWordIsNeitherLostNorDoubled() {
    var errors = new SeamErrors(EXPECTED, List.of("a", "b", "x", "d", "y", "e", "f"));
    for (int i = 0; i <= 7; i++) {
      assertEquals(0, errors.lost(i));
      assertEquals(0, errors.doubled(i));
    }
  }

  @Test
  void whatIsMissingAtTheEndIsLostThere() {
    var errors = new SeamErrors(EXPECTED, List.of("a", "b", "c", "d"));
    assertEquals(2, errors.lost(4));
    assertEquals(6, new SeamErrors(EXPECTED, List.of()).lost(0));
  }
}
