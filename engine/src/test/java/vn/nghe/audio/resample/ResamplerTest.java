// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.Audio;
import vn.nghe.audio.fixture.Heard;

final class ResamplerTest {
  private static final int RATE = Audio.SAMPLE_RATE;

  /**
   * Against the tone itself at the new rate, so that gain and place are both held: 0.01 dB is a
   * factor of 1.00115.
   */
  @ParameterizedTest
  @ValueSource(ints = {48_000, 44_100, 32_000, 22_050, 96_000, 44_101, 17_777})
  void tonesBelow7200HertzPassUnchanged(int rate) {
    for (double frequency : new double[] {50, 440, 3_000, 6_000, 7_000, 7_200}) {
      float[] resampled = resample(rate, tone(rate, frequency, rate / 4));
      float[] expected = tone(RATE, frequency, resampled.length);
      for (int i = edge(rate); i < resampled.length - edge(rate); i++) {
        assertEquals(expected[i], resampled[i], 0.001_15, frequency + " Hz from " + rate);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {48_000, 44_100, 96_000, 44_101})
  void tonesAbove9000HertzAreDownBy100Decibels(int rate) {
    for (double frequency = 9_000; frequency < rate / 2.0; frequency += 733) {
      float[] resampled = resample(rate, tone(rate, frequency, rate / 4));
      assertTrue(
          decibels(resampled, edge(rate)) < decibels(tone(rate, frequency, rate / 4), 0) - 100,
          frequency + " Hz from " + rate);
    }
  }

  @ParameterizedTest
  @CsvSource({"8000, 3400", "11025, 4700", "12000, 5000", "11111, 4700"})
  void raisingTheRateAddsNoImages(int rate, double frequency) {
    float[] resampled = resample(rate, tone(rate, frequency, rate / 4));
    float[] wanted = tone(RATE, frequency, resampled.length);
    float[] rest = new float[resampled.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = resampled[i] - wanted[i];
    }
    // What the pass band's ripple leaves of the tone counts too, and is as small by design.
    assertTrue(
        decibels(rest, edge(rate)) < decibels(wanted, 0) - 95, frequency + " Hz from " + rate);
  }

  @ParameterizedTest
  @ValueSource(ints = {48_000, 44_100, 8_000, 11_025, 44_101, 16_001})
  void anImpulseStaysAtItsTime(int rate) {
    int place = rate / 10;
    float[] input = new float[2 * place];
    input[place] = 1;
    float[] output = resample(rate, input);
    double weight = 0;
    double moment = 0;
    for (int i = 0; i < output.length; i++) {
      weight += output[i];
      moment += output[i] * i;
    }
    assertEquals((double) place * RATE / rate, moment / weight, 1e-3);
  }

  @ParameterizedTest
  @ValueSource(ints = {48_000, 44_100, 8_000, 44_101})
  void aConstantKeepsItsValue(int rate) {
    float[] input = new float[rate / 10];
    Arrays.fill(input, 1);
    float[] output = resample(rate, input);
    for (int i = edge(rate); i < output.length - edge(rate); i++) {
      // Coefficients and sums are rounded to 24 bits some hundred times, mostly at small values.
      assertEquals(1, output[i], 0x1p-20);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {48_000, 44_100, 8_000, 44_101, 768_000, 1_000})
  void theCutIntoBlocksDoesNotMatter(int rate) {
    float[] input = noise(10_007);
    float[] whole = resample(rate, input);
    assertArrayEquals(whole, resampleInBlocks(rate, input, 1));
    assertArrayEquals(whole, resampleInBlocks(rate, input, 997));
    assertArrayEquals(whole, resampleInBlocks(rate, input, 4096));
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 1, 0", "48000, 2, 1", "48000, 3, 1", "48000, 48000, 16000", "48000, 48001, 16000",
    "44100, 44100, 16000", "44100, 1, 0", "44100, 2, 1", "44101, 44101, 16000", "8000, 1, 2",
    "11025, 1001, 1453", "768000, 24, 1", "768000, 23, 0", "1000, 10, 160", "999983, 999983, 16000",
    "16000, 5, 5", "32000, 1, 1"
  })
  void theLengthIsRoundedToTheNearestSample(int rate, int inputs, int outputs) {
    assertEquals(outputs, resample(rate, new float[inputs]).length);
  }

  private static float[] resample(int rate, float[] input) {
    return resampleInBlocks(rate, input, input.length);
  }

  private static float[] resampleInBlocks(int rate, float[] input, int size) {
    return Heard.of(
        output -> {
          Resampler resampler = new Resampler(rate, RATE, output);
          for (int at = 0; at < input.length; at += size) {
            float[] block = Arrays.copyOfRange(input, at, Math.min(at + size, input.length));
            resampler.accept(block, block.length);
          }
          resampler.finish();
        });
  }

  private static float[] tone(int rate, double frequency, int count) {
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * frequency * i / rate);
    }
    return samples;
  }

  private static float[] noise(int count) {
    Random random = new Random(7);
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] = random.nextFloat() - 0.5f;
    }
    return samples;
  }

  /**
   * Outputs at either end that the silence around the sound reaches: half a filter, 64 / 0.96
   * samples of the lower rate.
   */
  private static int edge(int rate) {
    return 68 * Math.max(RATE, rate) / rate;
  }

  /** The mean power without that of {@code edge} samples at either end. */
  private static double decibels(float[] samples, int edge) {
    double power = 0;
    for (int i = edge; i < samples.length - edge; i++) {
      power += (double) samples[i] * samples[i];
    }
    return 10 * Math.log10(power / (samples.length - 2 * edge));
  }
}
