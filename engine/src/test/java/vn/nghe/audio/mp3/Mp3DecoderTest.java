// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.audio.AudioException.Reason.EMPTY;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Bytes.filled;
import static vn.nghe.audio.fixture.Bytes.head;
import static vn.nghe.audio.fixture.Bytes.join;
import static vn.nghe.audio.fixture.Bytes.tail;
import static vn.nghe.audio.fixture.Faults.assertRefused;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.conformance.Sound;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.input.Decoded;
import vn.nghe.audio.wav.WavBytes;

final class Mp3DecoderTest {
  /** Without an info frame, as Common Voice has it: eight frames of 216 bytes, 1152 samples. */
  private static final byte[] PLAIN = Fixtures.bytes("speech-32k-no-info.mp3");

  private static final int FRAME = 216;
  private static final int SAMPLES = 1152;

  /** An info frame of 192 bytes and twelve of sound, of which the first and last are cut. */
  private static final byte[] WITH_INFO = Fixtures.bytes("speech-48k.mp3");

  private static final int INFO_FRAME = 192;

  /**
   * The references are rounded to 16 bits, so half a step is theirs. What two decoders in single
   * precision differ by, some hundred roundings of 2⁻²⁴ at full scale, is a fraction of a step.
   */
  private static final float TOLERANCE = (0.5f + 0.1f) / 32_768;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noise.mp1",
        "stereo-44k.mp2",
        "speech-16k.mp2",
        "iso-test46.mp3",
        "speech-48k.mp3",
        "speech-32k-no-info.mp3",
        "stereo-44k-vbr.mp3",
        "stereo-44k-crc.mp3",
        "speech-24000.mp3",
        "speech-22050.mp3",
        "speech-16000.mp3",
        "speech-12000.mp3",
        "speech-11025.mp3",
        "speech-8000.mp3"
      })
  void everyKindOfStreamSoundsAsItsReferenceDecoderHasIt(String file) {
    float[] expected = Fixtures.pcm16(file + ".wav");
    float[] samples = Decoded.of(file).samples();
    assertEquals(expected.length, samples.length);
    assertArrayEquals(expected, samples, TOLERANCE);
  }

  /**
   * In all modes of stereo and in one channel, of which the next frame's first bits lie in the last
   * frame of the mode before; blocks of all types, with the lowest bands long and not. The
   * reference is the mean of both channels.
   */
  @Test
  void theModeOfAStreamMayChange() {
    assertArrayEquals(
        Decoded.of("iso-he-mode.mp3.flac").samples(),
        Sound.of(Fixtures.bytes("iso-he-mode.mp3")).samples(),
        TOLERANCE);
  }

  @Test
  void tagsBeforeBetweenAndAfterAreNoSound() {
    byte[] tagged =
        join(
            id3v2(300, 0),
            id3v2(5, 0x10),
            head(PLAIN, 3 * FRAME),
            id3v2(70_000, 0),
            tail(PLAIN, 3 * FRAME),
            apeTag(5000),
            head("TAGtitle".getBytes(ISO_8859_1), 128));
    assertArrayEquals(Decoded.of(PLAIN).samples(), Decoded.of(tagged).samples());
  }

  @Test
  void anId3TagThatClaims256MegabytesIsRefused() {
    byte[] bomb = join(new byte[] {'I', 'D', '3', 4, 0, 0, 127, 127, 127, 127}, PLAIN);
    assertRefused(MALFORMED, bomb, "ID3v2", "268435465");
  }

  @Test
  void aTagAloneIsEmpty() {
    assertRefused(EMPTY, id3v2(100, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 4095, 100_000})
  void aGapBetweenFramesIsPassedOver(int length) {
    float[] whole = Decoded.of(PLAIN).samples();
    for (int fill : new int[] {0, 0xAA, 0xFE}) {
      byte[] gap = filled(fill, length);
      assertArrayEquals(
          whole, Decoded.of(join(head(PLAIN, 4 * FRAME), gap, tail(PLAIN, 4 * FRAME))).samples());
      assertArrayEquals(whole, Decoded.of(join(gap, PLAIN)).samples());
      assertArrayEquals(whole, Decoded.of(join(PLAIN, gap)).samples());
    }
  }

  @Test
  void aGapIsRefusedWithItsPlaceOnRequest() {
    byte[] file = join(head(PLAIN, 4 * FRAME), new byte[5000], tail(PLAIN, 4 * FRAME));
    AudioException fault = assertRefused(MALFORMED, file, "5000 bytes between MP3 frames");
    assertEquals(4 * FRAME, fault.offset().orElseThrow());
  }

  @Test
  void anIncompleteLastFrameMeansThatTheEndIsMissing() {
    for (int cut = 1; cut < FRAME; cut++) {
      byte[] file = head(PLAIN, 7 * FRAME + cut);
      assertRefused(MALFORMED, file, "ends inside frame 8", "end is missing");
    }
    assertRefused(MALFORMED, head(PLAIN, FRAME / 2), "ends inside its first frame");
  }

  @Test
  void fewerFramesThanAnnouncedMeanThatTheEndIsMissing() {
    assertRefused(MALFORMED, head(WITH_INFO, WITH_INFO.length / 2), "announces 12", "has 5");
    byte[] inside = head(WITH_INFO, WITH_INFO.length - 1);
    assertRefused(MALFORMED, inside, "announces 12", "has 11");
    // Without one whole frame: this is how encoders fall short that count the info frame too.
    int length = Decoded.of(WITH_INFO).samples().length;
    int kept = Decoded.of(head(WITH_INFO, WITH_INFO.length - INFO_FRAME)).samples().length;
    assertEquals(12 * SAMPLES - 1105 - SAMPLES, kept);
    assertEquals(12_000, length);
  }

  @Test
  void framesBeyondTheAnnouncedOnesAreKept() {
    byte[] twice = join(WITH_INFO, tail(WITH_INFO, INFO_FRAME));
    float[] samples = Decoded.of(twice).samples();
    assertEquals(24 * SAMPLES - 1105, samples.length);
    assertArrayEquals(Decoded.of(WITH_INFO).samples(), Arrays.copyOf(samples, 12_000));
  }

  @Test
  void theCountOfBytesServesWhereThatOfFramesIsMissing() {
    byte[] file = WITH_INFO.clone();
    int flags = 4 + 17 + 4;
    file[flags + 3] &= ~1;
    // Without its count, what follows moves up: bytes, contents, quality and LAME's extension.
    System.arraycopy(file, flags + 8, file, flags + 4, INFO_FRAME - flags - 8);
    assertEquals(12 * SAMPLES - 1105, Decoded.of(file).samples().length);
    assertRefused(MALFORMED, head(file, file.length - INFO_FRAME), "end is missing");
  }

  @Test
  void fraunhofersHeaderIsNoSoundAndIsCounted() {
    byte[] header = head(PLAIN, FRAME);
    Arrays.fill(header, 4, FRAME, (byte) 0);
    ByteBuffer.wrap(header)
        .put(36, "VBRI".getBytes(ISO_8859_1))
        .putInt(46, 9 * FRAME)
        .putInt(50, 8);
    assertArrayEquals(Decoded.of(PLAIN).samples(), Decoded.of(join(header, PLAIN)).samples());
    ByteBuffer.wrap(header).putInt(50, 1000);
    assertRefused(MALFORMED, join(header, PLAIN), "announces 1000 frames and has 8");
  }

  @Test
  void framesThatReferToMissingOnesAreSilent() {
    // The bit reservoir: the fourth frame continues data of the third.
    byte[] file = tail(WITH_INFO, 4 * INFO_FRAME);
    float[] samples = Decoded.of(file).samples();
    assertEquals(9 * SAMPLES, samples.length);
    assertArrayEquals(new float[SAMPLES], Arrays.copyOf(samples, SAMPLES));
  }

  /** Codes in order fill the tree: what one leaves out, another would be read as. */
  @Test
  void everyBitPatternIsACodeOfEachTable() {
    FrameBits bits = new FrameBits();
    byte[] pattern = new byte[4];
    Random random = new Random(3);
    for (int number = 1; number < 32; number++) {
      for (int i = 0; i < 1000 && number != 4 && number != 14; i++) {
        random.nextBytes(pattern);
        bits.offer(pattern, 0, pattern.length);
        Huffman.ofPairs(number).read(bits);
        assertTrue(bits.position() > 0 && bits.position() < 20);
      }
    }
  }

  @Test
  void freeFormatIsRefusedByName() {
    byte[] file = PLAIN.clone();
    for (int frame = 0; frame < file.length; frame += FRAME) {
      file[frame + 2] &= 0x0F;
    }
    assertRefused(UNSUPPORTED, file, "Free-format MP3");
  }

  private static byte[] id3v2(int size, int flags) {
    int footer = flags == 0 ? 0 : 10;
    byte[] tag = filled(0xFF, 10 + size + footer);
    byte[] header = {
      'I',
      'D',
      '3',
      4,
      0,
      (byte) flags,
      (byte) (size >> 21),
      (byte) ((size >> 14) & 127),
      (byte) ((size >> 7) & 127),
      (byte) (size & 127)
    };
    System.arraycopy(header, 0, tag, 0, header.length);
    return tag;
  }

  private static byte[] apeTag(int content) {
    return new WavBytes()
        .text("APETAGEX")
        .u32(2000)
        .u32(content + 32)
        .u32(0)
        .u32(0xA000_0000L)
        .u64(0)
        .raw(filled(0xFF, content))
        .text("APETAGEX")
        .u32(2000)
        .u32(content + 32)
        .u32(0)
        .u32(0x8000_0000L)
        .u64(0)
        .unfinished();
  }
}
