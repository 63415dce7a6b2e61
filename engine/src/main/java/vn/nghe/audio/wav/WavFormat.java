// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.wav;

import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Locale;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmLayout;

/**
 * What describes sound in WAV and other formats of Microsoft ({@code WAVEFORMATEX}).
 *
 * @param codec number of the codec
 * @param channels how many are interleaved, at least 1
 * @param sampleRate samples per second and channel
 * @param blockBytes bytes that belong together: of a sample of all channels, or of a block
 * @param bits of a sample, 0 where the codec has no such thing
 * @param extra what the codec has to know besides
 * @param order of the bytes of a number in the file, and of a sample
 * @param at where it lies in the input
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares formats.
public record WavFormat(
    int codec,
    int channels,
    long sampleRate,
    int blockBytes,
    int bits,
    byte[] extra,
    ByteOrder order,
    long at) {
  private static final int LEAST_BYTES = 16;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int EXTENSIBLE_EXTRA = 22;

  /** Far more than any codec has; what is longer is cut. */
  private static final int MOST_EXTRA = 1 << 12;

  /** What follows the codec number in a sub-format identifier (RFC 2361, section 4). */
  private static final String SUB_FORMAT_TAIL = "000000001000800000aa00389b71";

  /**
   * Reads a description.
   *
   * @param in stands at its first byte
   * @param size bytes in it
   */
  public static WavFormat read(ByteReader in, long size) {
    return read(in, size, ByteOrder.LITTLE_ENDIAN);
  }

  static WavFormat read(ByteReader in, long size, ByteOrder order) {
    long start = in.position();
    if (size < LEAST_BYTES) {
      throw AudioException.malformed(
          "The WAV fmt chunk has " + size + " bytes instead of at least " + LEAST_BYTES, start);
    }
    in.require(size, "the WAV fmt chunk");
    RiffFields fields = new RiffFields(in, order);
    int codec = fields.unsigned16();
    int channels = fields.unsigned16();
    long sampleRate = fields.unsigned32();
    in.skip(4, "the byte rate, which follows from the other fields");
    int blockBytes = fields.unsigned16();
    int bits = fields.unsigned16();
    byte[] extra = {};
    if (size >= LEAST_BYTES + 2) {
      int stated = fields.unsigned16();
      extra = new byte[(int) Math.min(Math.min(stated, size - LEAST_BYTES - 2), MOST_EXTRA)];
      in.read(extra, extra.length);
    }
    if (codec == EXTENSIBLE) {
      codec = readSubFormat(extra, order, start, size);
    }
    if (channels == 0) {
      throw AudioException.malformed("The WAV fmt chunk states no channels", start);
    }
    return new WavFormat(codec, channels, sampleRate, blockBytes, bits, extra, order, start);
  }

  /**
   * How uncompressed sound of this kind lies in a file.
   *
   * @throws AudioException if the sound is compressed, or the description contradicts itself
   */
  PcmLayout layout() {
    return new PcmLayout("WAV", WavCodecs.encoding(this), order, channels, sampleRate);
  }

  /** Bytes of one sample of one channel. */
  int bytesPerSample() {
    if (blockBytes % channels != 0) {
      throw AudioException.malformed(
          "The WAV fmt chunk states " + blockBytes + " bytes for " + channels + " channels", at);
    }
    int bytes = blockBytes / channels;
    if (bits == 0 || bits > 8 * bytes) {
      throw AudioException.malformed(
          "The WAV fmt chunk states samples of " + bits + " bits in " + bytes + " bytes", at);
    }
    return bytes;
  }

  /** Makes sure that there is one channel only, as a codec of speech has it. */
  void requireMono(String codecName) {
    if (channels != 1) {
      throw AudioException.malformed(
          "The WAV fmt chunk states " + channels + " channels of " + codecName + ", which has one",
          at);
    }
  }

  /**
   * The codec of an extensible description. Samples with fewer valid bits than they occupy are
   * padded at the low end, so their full scale is that of the whole.
   */
  private static int readSubFormat(byte[] extra, ByteOrder order, long start, long size) {
    if (extra.length < EXTENSIBLE_EXTRA) {
      throw AudioException.malformed(
          "The extensible WAV fmt chunk has " + size + " bytes instead of 40", start);
    }
    // Valid bits and loudspeaker positions come first.
    ByteReader in = ByteReader.ofPacket(extra, extra.length, start + LEAST_BYTES + 2);
    in.skip(6, "the WAV format extension");
    int codec = new RiffFields(in, order).unsigned16();
    byte[] tail = new byte[14];
    in.read(tail, tail.length);
    String hex = HexFormat.of().formatHex(tail);
    if (!hex.equals(SUB_FORMAT_TAIL)) {
      throw WavCodecs.unsupported(
          String.format(Locale.ROOT, "the sub-format identifier %04x…%s", codec, hex));
    }
    return codec;
  }
}
