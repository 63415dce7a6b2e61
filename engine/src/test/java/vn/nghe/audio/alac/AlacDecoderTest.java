// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.alac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.BitWriter;

/** What FFmpeg's encoder never writes; the rest is in files of its making. */
final class AlacDecoderTest {
  private static final int SINGLE = 0;
  private static final int PAIR = 1;
  private static final int END = 7;

  @ParameterizedTest
  @ValueSource(ints = {16, 20, 24, 32})
  void samplesThatAreWrittenOutAreExact(int bits) {
    int[] samples = noise(bits, 2 * 100);
    BitWriter packet = new BitWriter();
    header(packet, PAIR, 100, 0, true);
    for (int sample : samples) {
      write(packet, sample, bits);
    }
    packet.bits(END, 3).align();
    AlacDecoder decoder = new AlacDecoder(config(bits, 2));
    byte[] bytes = packet.toByteArray();
    assertEquals(100, decoder.frames(bytes, bytes.length, 0));
    assertEquals(100, decoder.decode(bytes, bytes.length, 0));
    assertArrayEquals(samples, Arrays.copyOf(decoder.samples(), samples.length));
  }

  /**
   * Of samples with many bits the lowest bytes are not predicted. Here nothing is: the residuals
   * are the upper parts, each written out after nine ones.
   */
  @ParameterizedTest
  @CsvSource({"20, 1", "24, 1", "32, 1", "32, 2"})
  void lowBytesAreJoinedToWhatIsPredicted(int bits, int lowBytes) {
    int lowBits = 8 * lowBytes;
    int[] samples = noise(bits, 50);
    BitWriter packet = new BitWriter();
    header(packet, SINGLE, 50, lowBytes, false);
    packet.bits(0, 8);
    packet.bits(0, 8);
    packet.bits(0, 4);
    packet.bits(0, 4);
    packet.bits(0, 3);
    packet.bits(0, 5);
    for (int sample : samples) {
      packet.bits(sample & ((1L << lowBits) - 1), lowBits);
    }
    for (int sample : samples) {
      int upper = sample >> lowBits;
      // Positive numbers are even, negative ones odd.
      long folded = upper >= 0 ? 2L * upper : -2L * upper - 1;
      packet.bits(0x1FF, 9);
      packet.bits(folded, bits - lowBits);
    }
    packet.bits(END, 3).align();
    // Weights of zero keep the mean, so no run of zeros begins.
    AlacConfig config = new AlacConfig(4096, bits, 0, 255, 14, 1, 48_000);
    AlacDecoder decoder = new AlacDecoder(config);
    byte[] bytes = packet.toByteArray();
    assertEquals(50, decoder.decode(bytes, bytes.length, 0));
    assertArrayEquals(samples, Arrays.copyOf(decoder.samples(), samples.length));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 16, 14, 2, packets of 0 samples",
    "131072, 16, 14, 2, packets of 131072 samples",
    "4096, 17, 14, 2, 17 bits",
    "4096, 16, 0, 2, Rice",
    "4096, 16, 99, 2, Rice",
    "4096, 16, 14, 0, 0 channels",
    "4096, 16, 14, 9, 9 channels"
  })
  void headersThatNoEncoderWritesAreRefused(
      int frames, int bits, int rice, int channels, String words) {
    byte[] cookie = cookie(frames, bits, rice, channels);
    AudioException fault = assertThrows(AudioException.class, () -> AlacConfig.read(cookie, 7));
    assertTrue(fault.getMessage().contains(words), fault.getMessage());
    assertEquals(7, fault.offset().orElseThrow());
  }

  @Test
  void oldWritersPutBoxesAroundTheHeader() {
    byte[] plain = cookie(4096, 24, 14, 2);
    ByteBuffer boxed = ByteBuffer.allocate(24 + plain.length);
    boxed.putInt(12).putInt(0x66726D61).putInt(0x616C6163);
    boxed.putInt(36).putInt(0x616C6163).putInt(0).put(plain);
    assertEquals(AlacConfig.read(plain, 0), AlacConfig.read(boxed.array(), 0));
  }

  @Test
  void aPacketThatClaimsMoreSamplesThanItsHeaderAllowsIsRefused() {
    BitWriter packet = new BitWriter();
    header(packet, SINGLE, 4097, 0, true);
    byte[] bytes = Arrays.copyOf(packet.toByteArray(), 100);
    AlacDecoder decoder = new AlacDecoder(config(16, 1));
    assertThrows(AudioException.class, () -> decoder.decode(bytes, bytes.length, 0));
  }

  private static void header(
      BitWriter packet, int tag, int frames, int lowBytes, boolean isWrittenOut) {
    packet.bits(tag, 3);
    packet.bits(0, 4);
    packet.bits(0, 12);
    packet.bits(1, 1);
    packet.bits(lowBytes, 2);
    packet.bits(isWrittenOut ? 1 : 0, 1);
    packet.bits(frames, 32);
  }

  private static void write(BitWriter packet, int sample, int bits) {
    packet.bits(sample & ((1L << bits) - 1), bits);
  }

  private static int[] noise(int bits, int count) {
    return new Random(bits).ints(count).map(sample -> sample >> (32 - bits)).toArray();
  }

  private static AlacConfig config(int bits, int channels) {
    return AlacConfig.read(cookie(4096, bits, 14, channels), 0);
  }

  private static byte[] cookie(int frames, int bits, int rice, int channels) {
    ByteBuffer cookie = ByteBuffer.allocate(24);
    cookie.putInt(frames).put((byte) 0).put((byte) bits).put((byte) 40).put((byte) 10);
    cookie.put((byte) rice).put((byte) channels).putShort((short) 255);
    cookie.putInt(0).putInt(0).putInt(48_000);
    return cookie.array();
  }
}
