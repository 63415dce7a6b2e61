// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.Bytes.filled;
import static vn.nghe.audio.Bytes.head;
import static vn.nghe.audio.Bytes.join;
import static vn.nghe.audio.Bytes.tail;
import static vn.nghe.audio.Faults.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdtsDecoderTest {
  private static final byte[] PLAIN = Fixtures.bytes("speech.aac");

  /** As for {@link Mp4DecoderTest}: half a step of the reference, and some of two decoders. */
  private static final float TOLERANCE = (0.5f + 0.1f) / 32_768;

  @ParameterizedTest
  @ValueSource(strings = {"speech.aac", "stereo-44k.aac", "speech-96k.aac"})
  void aStreamSoundsAsItsReferenceDecoderHasIt(String file) {
    assertArrayEquals(Fixtures.pcm16(file + ".wav"), Decoded.of(file).samples(), TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4095})
  void aGapBetweenFramesIsPassedOver(int length) {
    float[] whole = Decoded.of(PLAIN).samples();
    int second = frameBytes(0);
    for (int fill : new int[] {0, 0xAA, 0xFF}) {
      byte[] gap = filled(fill, length);
      assertArrayEquals(
          whole, Decoded.of(join(head(PLAIN, second), gap, tail(PLAIN, second))).samples());
      assertArrayEquals(whole, Decoded.of(join(PLAIN, gap)).samples());
    }
  }

  @Test
  void aLongerGapIsRefusedWithItsPlace() {
    int second = frameBytes(0);
    byte[] file = join(head(PLAIN, second), new byte[5000], tail(PLAIN, second));
    AudioException fault = assertRefused(MALFORMED, file, "No AAC frame follows");
    assertEquals(second, fault.offset().orElseThrow());
  }

  @Test
  void anIncompleteLastFrameMeansThatTheEndIsMissing() {
    assertRefused(MALFORMED, head(PLAIN, PLAIN.length - 1), "AAC", "end is missing");
  }

  @Test
  void otherProfilesAreRefusedByName() {
    byte[] file = PLAIN.clone();
    for (int at = 0; at < file.length; at += frameBytes(at)) {
      file[at + 2] &= 0x3F;
    }
    assertRefused(UNSUPPORTED, file, "AAC Main");
  }

  private static int frameBytes(int at) {
    return ((PLAIN[at + 3] & 3) << 11)
        | ((PLAIN[at + 4] & 0xFF) << 3)
        | ((PLAIN[at + 5] & 0xFF) >> 5);
  }
}
