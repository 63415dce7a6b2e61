// SPDX-License-Identifier: Apache-2.0
package vn.nghe.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.Audio;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;

class LogMelTest {
  private static final int BANDS = 80;
  private static final Workers WORKERS = new Workers(2);

  private final LogMel logMel = new LogMel(BANDS);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  /** Frames around the sizes of the blocks that tasks work on. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 59, 60, 61, 121})
  void noiseGivesWhatTheFormulaGives(int frames) {
    Random random = new Random(frames);
    double[] sound = random.doubles((long) frames * LogMel.HOP, -0.5, 0.5).toArray();
    double[] expected = formula(sound);
    float[] actual = extract(sound);
    for (int i = 0; i < expected.length; i++) {
      // A bin sums 400 products with one rounding each; noise has no bands near the floor, where
      // the
      // logarithm would magnify that. A decade is a quarter after scaling.
      assertEquals(expected[i], actual[i], 400 * 0x1p-24 * 2 / Math.log(10) / 4, "value " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1000, 3500})
  void aToneIsLoudestInItsBand(int hertz) {
    double[] sound = new double[50 * LogMel.HOP];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = Math.sin(2 * Math.PI * hertz * i / Audio.SAMPLE_RATE);
    }
    float[] features = extract(sound);
    int loudest = 0;
    for (int band = 1; band < BANDS; band++) {
      if (features[25 * BANDS + band] > features[25 * BANDS + loudest]) {
        loudest = band;
      }
    }
    float[] weights = MelFilters.weights(BANDS, 201, Audio.SAMPLE_RATE)[loudest];
    assertTrue(weights[Math.round(hertz / 40f)] > 0, "band " + loudest);
  }

  @Test
  void silenceLiesOnTheFloor() {
    for (float value : extract(new double[20 * LogMel.HOP])) {
      assertEquals((-10 + 4) / 4f, value);
    }
  }

  @Test
  void partsOfAHopAreRefused() {
    Matrix out = Matrix.of(new float[2 * BANDS], 2, BANDS);
    float[] buffer = new float[LogMel.bufferSize(480)];
    assertThrows(IllegalArgumentException.class, () -> logMel.extract(WORKERS, buffer, 479, out));
    assertThrows(IllegalArgumentException.class, () -> logMel.extract(WORKERS, buffer, 480, out));
  }

  private float[] extract(double[] sound) {
    int frames = sound.length / LogMel.HOP;
    float[] buffer = new float[LogMel.bufferSize(sound.length)];
    for (int i = 0; i < sound.length; i++) {
      buffer[LogMel.bufferStart() + i] = (float) sound[i];
    }
    float[] out = new float[frames * BANDS];
    logMel.extract(WORKERS, buffer, sound.length, Matrix.of(out, frames, BANDS));
    return out;
  }

  /** The features as they are defined, in double precision, by a plain Fourier sum. */
  private static double[] formula(double[] sound) {
    int frames = sound.length / LogMel.HOP;
    float[][] filters = MelFilters.weights(BANDS, 201, Audio.SAMPLE_RATE);
    double[] features = new double[frames * BANDS];
    double largest = Double.NEGATIVE_INFINITY;
    for (int frame = 0; frame < frames; frame++) {
      double[] power = power(sound, frame * LogMel.HOP - 200);
      for (int band = 0; band < BANDS; band++) {
        double sum = 0;
        for (int bin = 0; bin < power.length; bin++) {
          sum += filters[band][bin] * power[bin];
        }
        features[frame * BANDS + band] = Math.log10(Math.max(1e-10, sum));
        largest = Math.max(largest, features[frame * BANDS + band]);
      }
    }
    for (int i = 0; i < features.length; i++) {
      features[i] = (Math.max(features[i], largest - 8) + 4) / 4;
    }
    return features;
  }

  private static double[] power(double[] sound, int from) {
    double[] power = new double[201];
    for (int bin = 0; bin < power.length; bin++) {
      double real = 0;
      double imaginary = 0;
      for (int i = 0; i < 400; i++) {
        double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / 400);
        double value = window * (float) sound[mirrored(from + i, sound.length)];
        real += value * Math.cos(2 * Math.PI * bin * i / 400);
        imaginary -= value * Math.sin(2 * Math.PI * bin * i / 400);
      }
      power[bin] = real * real + imaginary * imaginary;
    }
    return power;
  }

  private static int mirrored(int index, int length) {
    int positive = Math.abs(index);
    return positive < length ? positive : 2 * (length - 1) - positive;
  }
}
