// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.nghe.audio.AudioException.Reason.EMPTY;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.TOO_LONG;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Faults.assertRefused;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.fixture.BitWriter;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.flac.FlacSubframes.Residual;
import vn.nghe.audio.input.Decoded;

final class FlacDecoderTest {
  private static final int COUNT = 192;

  @ParameterizedTest
  @CsvSource({
    "speech.flac, speech.wav",
    "speech-pipe.flac, speech.wav",
    "stereo-44k.flac, stereo-44k.wav",
    "stereo-44k-fixed.flac, stereo-44k.wav"
  })
  void realFilesAreExact(String file, String pcm) {
    assertArrayEquals(Fixtures.pcm16(pcm), Decoded.of(file).samples());
  }

  @Test
  void realFilesOf24BitsAreExact() {
    assertArrayEquals(
        Decoded.of("stereo-44k-24bit.wav").samples(),
        Decoded.of("stereo-44k-24bit.flac").samples());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 8, 12, 16, 20, 24, 31, 32})
  void everyWidthIsExactInEveryWayOfStereo(int bits) {
    long[] left = noise(bits, 1);
    long[] right = noise(bits, 2);
    // The widest differences there are.
    left[7] = -(1L << (bits - 1));
    right[7] = (1L << (bits - 1)) - 1;
    long[] side = new long[COUNT];
    long[] mid = new long[COUNT];
    for (int i = 0; i < COUNT; i++) {
      side[i] = left[i] - right[i];
      mid[i] = (left[i] + right[i]) >> 1;
    }
    byte[] file =
        new FlacBytes(2, bits, 4 * COUNT)
            .frame(1, COUNT, out -> pair(out, left, bits, right, bits))
            .frame(8, COUNT, out -> pair(out, left, bits, side, bits + 1))
            .frame(9, COUNT, out -> pair(out, side, bits + 1, right, bits))
            .frame(10, COUNT, out -> pair(out, mid, bits, side, bits + 1))
            .toByteArray();
    float[] samples = Decoded.of(file).samples();
    for (int i = 0; i < 4 * COUNT; i++) {
      assertEquals(amplitude(left[i % COUNT], bits), samples[2 * i]);
      assertEquals(amplitude(right[i % COUNT], bits), samples[2 * i + 1]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void everyFixedPredictorIsExact(int order) {
    long[] samples = noise(16, order);
    for (Residual residual :
        new Residual[] {
          new Residual(0, 0, 14),
          new Residual(1, 0, 30),
          new Residual(0, 4, 12),
          new Residual(0, 5, -1),
          new Residual(1, 2, -1)
        }) {
      byte[] file =
          new FlacBytes(1, 16, COUNT)
              .frame(0, COUNT, out -> FlacSubframes.fixed(out, samples, 16, order, residual))
              .toByteArray();
      assertArrayEquals(amplitudes(samples, 16), Decoded.of(file).samples(), residual.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 12, 31, 32})
  void everyLinearPredictorIsExact(int order) {
    for (int bits : new int[] {8, 16, 24}) {
      long[] samples = noise(bits, order);
      int[] coefficients =
          new Random(order).ints(order, -(1 << 14) / order, (1 << 14) / order).toArray();
      byte[] file =
          new FlacBytes(1, bits, COUNT)
              .frame(
                  0,
                  COUNT,
                  out ->
                      FlacSubframes.linear(
                          out, samples, bits, coefficients, 14, new Residual(1, 1, bits - 2)))
              .toByteArray();
      assertArrayEquals(amplitudes(samples, bits), Decoded.of(file).samples(), bits + " bits");
    }
  }

  @Test
  void wastedBitsComeBackAsZeros() {
    long[] samples = noise(11, 3);
    Arrays.setAll(samples, i -> samples[i] << 5);
    byte[] file =
        new FlacBytes(1, 16, COUNT)
            .frame(0, COUNT, out -> FlacSubframes.verbatimWithWastedBits(out, samples, 16, 5))
            .toByteArray();
    assertArrayEquals(amplitudes(samples, 16), Decoded.of(file).samples());
  }

  @Test
  void blocksMayVaryInSizeAndTheTotalMayBeUnknown() {
    FlacBytes flac = new FlacBytes(8, 16, 0);
    int[] sizes = {1, 16, 4096, 17, 65_535, 2};
    for (int size : sizes) {
      flac.frame(
          7,
          size,
          out -> {
            for (int channel = 0; channel < 8; channel++) {
              FlacSubframes.constant(out, channel * 100 + size % 100, 16);
            }
          });
    }
    // A tag at the end is no frame.
    flac.raw(Arrays.copyOf(new byte[] {'T', 'A', 'G'}, 128));
    float[] samples = Decoded.of(flac.toByteArray()).samples();
    assertEquals(Arrays.stream(sizes).sum() * 8, samples.length);
    int at = 0;
    for (int size : sizes) {
      for (int i = 0; i < size * 8; i++) {
        assertEquals(amplitude(i % 8 * 100 + size % 100, 16), samples[at++]);
      }
    }
  }

  @Test
  void id3InFrontIsPassedOver() {
    byte[] tag = {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5};
    byte[] flac = Fixtures.bytes("speech.flac");
    byte[] tagged = Arrays.copyOf(tag, tag.length + flac.length);
    System.arraycopy(flac, 0, tagged, tag.length, flac.length);
    assertArrayEquals(Fixtures.pcm16("speech.wav"), Decoded.of(tagged).samples());
  }

  @Test
  void everyFlippedBitInAFrameIsFound() {
    byte[] file = silence(COUNT).toByteArray();
    int frame = 42;
    for (int bit = 8 * frame; bit < 8 * file.length; bit++) {
      byte[] damaged = file.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertRefused(MALFORMED, damaged);
    }
  }

  @Test
  void aHeaderHasACheckOfItsOwn() {
    byte[] damaged = silence(COUNT).toByteArray();
    int sampleNumber = 42 + 10;
    damaged[sampleNumber] ^= 1;
    assertRefused(MALFORMED, damaged, "check of a FLAC frame header fails", "at byte 42");
  }

  @Test
  void aFileThatHasLostFramesIsRefusedWithTheNumbers() {
    byte[] file = silence(10 * COUNT).toByteArray();
    assertRefused(MALFORMED, file, "hold 192 samples of 1920", "end is missing");
    byte[] real = Fixtures.bytes("speech.flac");
    assertRefused(MALFORMED, Arrays.copyOf(real, real.length - 1), "ends");
  }

  @Test
  void soundBeyondTheAnnouncedLengthIsNotLostInSilence() {
    assertRefused(MALFORMED, silence(COUNT - 1).toByteArray(), "more FLAC frames than the 191");
    byte[] frame =
        Arrays.copyOfRange(silence(0).toByteArray(), 42, silence(0).toByteArray().length);
    assertRefused(MALFORMED, silence(COUNT).raw(frame).toByteArray(), "more FLAC frames");
  }

  @Test
  void aChangeInMidStreamIsRefusedWithTheNumbers() {
    byte[] file =
        new FlacBytes(1, 16, 0)
            .frame(0, COUNT, out -> FlacSubframes.constant(out, 0, 16))
            .frame(1, COUNT, out -> pair(out, new long[COUNT], 16, new long[COUNT], 16))
            .toByteArray();
    assertRefused(MALFORMED, file, "2 channels", "not the 1");
  }

  @Test
  void aHeaderThatClaims2To36SamplesIsRefused() {
    assertRefused(MALFORMED, silence((1L << 36) - 1).toByteArray(), "of 68719476735");
  }

  @Test
  void hoursInAFewKilobytesStopAtTheLimit() {
    FlacBytes flac = new FlacBytes(1, 16, 0);
    for (int i = 0; i < 5000; i++) {
      flac.frame(0, 65_535, out -> FlacSubframes.constant(out, 0, 16));
    }
    assertRefused(TOO_LONG, flac.toByteArray(), "60.0 s");
  }

  @Test
  void aFileWithoutFramesIsEmpty() {
    assertRefused(EMPTY, new FlacBytes(1, 16, 0).toByteArray());
  }

  @Test
  void samplesBeyondTheirWidthAreRefused() {
    long[] loud = new long[COUNT];
    Arrays.fill(loud, 200);
    byte[] file =
        new FlacBytes(1, 8, COUNT)
            .frame(0, COUNT, out -> FlacSubframes.fixed(out, loud, 8, 0, new Residual(0, 0, 8)))
            .toByteArray();
    assertRefused(MALFORMED, file, "does not fit the 8 bits");
  }

  @Test
  void residualsBeyond32BitsAreRefused() {
    byte[] file =
        new FlacBytes(1, 16, 1)
            .frame(
                0,
                1,
                out ->
                    // Fixed order 0, wide parameters, one partition, and 4 · 2³⁰.
                    out.bits(8 << 1, 8).bits(1, 2).bits(0, 4).bits(30, 5).unary(4).bits(0, 30))
            .toByteArray();
    assertRefused(MALFORMED, file, "residual exceeds 32 bits");
  }

  @Test
  void framesWithoutAHeaderAreNamed() {
    byte[] file = silence(0).toByteArray();
    byte[] frames = Arrays.copyOfRange(file, 42, file.length);
    frames[1] = (byte) 0xF8;
    assertRefused(UNSUPPORTED, frames, "FLAC without its header");
  }

  private static FlacBytes silence(long announced) {
    return new FlacBytes(1, 16, announced)
        .frame(0, COUNT, out -> FlacSubframes.constant(out, 0, 16));
  }

  private static void pair(BitWriter out, long[] a, int aBits, long[] b, int bBits) {
    FlacSubframes.verbatim(out, a, aBits);
    FlacSubframes.verbatim(out, b, bBits);
  }

  private static long[] noise(int bits, int seed) {
    long half = 1L << (bits - 1);
    return new Random(seed).longs(COUNT, -half, half).toArray();
  }

  private static float amplitude(long sample, int bits) {
    return (float) (sample / Math.pow(2, bits - 1));
  }

  private static float[] amplitudes(long[] samples, int bits) {
    float[] result = new float[samples.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = amplitude(samples[i], bits);
    }
    return result;
  }
}
