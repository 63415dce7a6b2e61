// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.adts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Bytes.filled;
import static vn.nghe.audio.fixture.Bytes.head;
import static vn.nghe.audio.fixture.Bytes.join;
import static vn.nghe.audio.fixture.Bytes.tail;
import static vn.nghe.audio.fixture.Faults.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.input.Decoded;
import vn.nghe.audio.mp4.Mp4DecoderTest;

final class AdtsDecoderTest {
  private static final byte[] PLAIN = Fixtures.bytes("speech.aac");

  private static final int THREE_FRAMES = threeFrames();

  /** As for {@link Mp4DecoderTest}: half a step of the reference, and some of two decoders. */
  private static final float TOLERANCE = (0.5f + 0.1f) / 32_768;

  @ParameterizedTest
  @ValueSource(strings = {"speech.aac", "stereo-44k.aac", "speech-96k.aac"})
  void aStreamSoundsAsItsReferenceDecoderHasIt(String file) {
    assertArrayEquals(Fixtures.pcm16(file + ".wav"), Decoded.of(file).samples(), TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4095, 100_000})
  void aGapBetweenFramesIsPassedOver(int length) {
    float[] whole = Decoded.of(PLAIN).samples();
    for (int fill : new int[] {0, 0xAA, 0xFF}) {
      byte[] gap = filled(fill, length);
      assertArrayEquals(
          whole,
          Decoded.of(join(head(PLAIN, THREE_FRAMES), gap, tail(PLAIN, THREE_FRAMES))).samples());
      assertArrayEquals(whole, Decoded.of(join(PLAIN, gap)).samples());
    }
  }

  @Test
  void aGapIsRefusedWithItsPlaceOnRequest() {
    byte[] file = join(head(PLAIN, THREE_FRAMES), new byte[5000], tail(PLAIN, THREE_FRAMES));
    AudioException fault = assertRefused(MALFORMED, file, "5000 bytes between AAC frames");
    assertEquals(THREE_FRAMES, fault.offset().orElseThrow());
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

  private static int threeFrames() {
    int second = frameBytes(0);
    int third = second + frameBytes(second);
    return third + frameBytes(third);
  }

  private static int frameBytes(int at) {
    return ((PLAIN[at + 3] & 3) << 11)
        | ((PLAIN[at + 4] & 0xFF) << 3)
        | ((PLAIN[at + 5] & 0xFF) >> 5);
  }
}
