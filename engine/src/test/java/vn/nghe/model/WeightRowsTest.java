// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WeightRowsTest {
  private static final Tensor INTEGERS =
      new Tensor(
          "a",
          TensorType.I8,
          List.of(2L, 3L),
          MemorySegment.ofArray(new byte[] {1, -128, 127, 0, 5, -7}));

  @Test
  void integersAreStepsOfTheirRow() {
    WeightRows rows = new WeightRows(INTEGERS, Optional.of(new float[] {0.5f, 0.1f}));
    assertEquals(2, rows.outputs());
    float[] row = new float[3];
    rows.read(0, row);
    assertArrayEquals(new float[] {0.5f, -64, 63.5f}, row);
    rows.read(1, row);
    assertArrayEquals(new float[] {0, 5 * 0.1f, -7 * 0.1f}, row);
  }

  @Test
  void sixteenBitsAreEnoughUnlessTheyOverflow() {
    // 128 steps of 511.75 are 65,504, the largest half.
    assertTrue(new WeightRows(INTEGERS, Optional.of(new float[] {1, 511.75f})).isHalf());
    assertFalse(new WeightRows(INTEGERS, Optional.of(new float[] {511.8f, 1})).isHalf());
  }
}
