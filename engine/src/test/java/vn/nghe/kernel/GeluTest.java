// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GeluTest {
  /** The bound that {@link Gelu} derives. */
  static double bound(double x) {
    return 1e-6 * Math.max(1, Math.abs(x));
  }

  @Test
  void staysWithinItsBoundEverywhere() {
    float[] x = new float[64];
    for (double from = -12; from < 12; from += 64e-4) {
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) (from + i * 1e-4);
      }
      float[] y = x.clone();
      Gelu.apply(y, 0, y, 0, y.length);
      for (int i = 0; i < x.length; i++) {
        assertEquals(Scalar.gelu(x[i]), y[i], bound(x[i]), "at " + x[i]);
      }
    }
  }

  @Test
  void passesLargeValuesAndStopsSmallOnes() {
    float[] values = new float[Lanes.LENGTH];
    values[0] = 1e30f;
    values[1] = -1e30f;
    values[2] = 0f;
    values[3] = Float.NaN;
    Gelu.apply(values, 0, values, 0, values.length);
    assertEquals(1e30f, values[0]);
    assertEquals(0f, values[1]);
    assertEquals(0f, values[2]);
    assertEquals(Float.NaN, values[3]);
  }

  @Test
  void leavesWhatLiesOutsideAlone() {
    float[] values = Scalar.random(3 * Lanes.LENGTH, 5);
    float[] before = values.clone();
    Gelu.apply(values, Lanes.LENGTH, values, Lanes.LENGTH, Lanes.LENGTH);
    for (int i = 0; i < Lanes.LENGTH; i++) {
      assertEquals(before[i], values[i]);
      assertEquals(before[2 * Lanes.LENGTH + i], values[2 * Lanes.LENGTH + i]);
    }
  }
}
