// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransformTest {
  @ParameterizedTest
  @ValueSource(ints = {4, 128, 1024})
  void theFastTransformGivesWhatTheStandardsFormulaDoes(int length) {
    Random random = new Random(length);
    float[] spectrum = new float[length + 3];
    for (int i = 0; i < spectrum.length; i++) {
      spectrum[i] = (float) random.nextGaussian();
    }
    float[] samples = new float[2 * length];
    new Transform(length).inverse(spectrum, 3, samples);
    double energy = 0;
    double error = 0;
    for (int n = 0; n < samples.length; n++) {
      double sum = 0;
      for (int k = 0; k < length; k++) {
        sum += spectrum[3 + k] * Math.cos(Math.PI / length * (n + 0.5 + length / 2.0) * (k + 0.5));
      }
      double expected = sum / length / 32_768;
      energy += expected * expected;
      error += Math.pow(expected - samples[n], 2);
    }
    // About two roundings of 2⁻²⁴ for each of at most nine stages and both twiddles.
    assertEquals(0, Math.sqrt(error / energy), 2 * 11 * 0x1p-24);
  }
}
