// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aiff;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.adpcm.AppleImaAdpcm;
import vn.nghe.audio.g722.G722Decoder;
import vn.nghe.audio.gsm.GsmDecoder;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.packet.BlockDecoder;
import vn.nghe.audio.pcm.PcmEncoding;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.pcm.SoundStream;

/**
 * What the {@code COMM} chunk of an AIFF or AIFF-C file says.
 *
 * @param codec four characters
 * @param channels how many are interleaved, at least 1
 * @param frames how many samples of each channel there are, 0 where a writer did not know
 * @param bits of a sample
 * @param sampleRate samples per second and channel
 * @param at where the chunk lies in the input
 */
record AiffFormat(String codec, int channels, long frames, int bits, long sampleRate, long at) {
  private static final int COMMON_BYTES = 18;

  /** Codecs that occur inside AIFF-C files and are refused by name. */
  private static final Map<String, String> OTHER_CODECS =
      Map.of(
          "MAC3", "MACE 3:1",
          "MAC6", "MACE 6:1",
          "QDMC", "QDesign music",
          "QDM2", "QDesign music",
          "Qclp", "QCELP",
          "rt24", "RT24",
          "rt29", "RT29",
          "ADP4", "ADPCM of 4 bits");

  /**
   * Reads the chunk.
   *
   * @param in stands after the chunk's header
   * @param size bytes in the chunk
   */
  static AiffFormat read(ByteReader in, long size, boolean isCompressed) {
    long start = in.position();
    if (size < COMMON_BYTES + (isCompressed ? 4 : 0)) {
      throw AudioException.malformed("The AIFF COMM chunk has only " + size + " bytes", start);
    }
    in.require(size, "the AIFF COMM chunk");
    int channels = PcmLayout.requireChannels("AIFF", in.bigUnsigned16(), start);
    long frames = in.bigUnsigned32();
    int bits = in.bigUnsigned16();
    long sampleRate = readExtended(in);
    String codec = isCompressed ? in.fourCharacters() : "NONE";
    return new AiffFormat(codec, channels, frames, bits, sampleRate, start);
  }

  /** What decodes blocks of sound of this kind, if that is how it is coded. */
  Optional<BlockDecoder> blockDecoder() {
    return Optional.ofNullable(
        switch (codec) {
          case "ima4" -> {
            SoundStream.requireTaken(sampleRate, channels);
            yield new AppleImaAdpcm(channels);
          }
          case "GSM ", "agsm" -> {
            requireMono("GSM 6.10");
            yield new GsmDecoder(GsmDecoder.Packing.STANDARD);
          }
          case "G722" -> {
            requireMono("G.722");
            yield new G722Decoder();
          }
          default -> null;
        });
  }

  /** Whether the sound is frames of MPEG audio. */
  boolean isMpeg() {
    return codec.equals(".mp3");
  }

  /**
   * How uncompressed sound lies in the file.
   *
   * @throws AudioException if it is of another codec, which it names
   */
  PcmLayout layout() {
    // Samples of other widths lie at the top of the next whole bytes.
    int bytes = (bits + 7) / 8;
    PcmEncoding encoding =
        switch (codec) {
          case "NONE", "twos", "sowt", "in24", "in32", "42ni", "23ni" -> integer(codec, bytes, at);
          case "raw " -> PcmEncoding.UNSIGNED_8;
          case "fl32", "FL32" -> PcmEncoding.FLOAT_32;
          case "fl64", "FL64" -> PcmEncoding.FLOAT_64;
          case "ulaw", "ULAW" -> PcmEncoding.MU_LAW;
          case "alaw", "ALAW" -> PcmEncoding.A_LAW;
          default ->
              throw AudioException.unsupported(
                  "AIFF-C with "
                      + OTHER_CODECS.getOrDefault(codec, "codec '" + codec + "'")
                      + " inside is not supported",
                  "send PCM or float samples");
        };
    ByteOrder order =
        switch (codec) {
          case "sowt", "42ni", "23ni" -> LITTLE_ENDIAN;
          default -> BIG_ENDIAN;
        };
    return new PcmLayout("AIFF", encoding, order, channels, sampleRate);
  }

  private void requireMono(String name) {
    if (channels != 1) {
      throw AudioException.malformed(
          "The AIFF COMM chunk states " + channels + " channels of " + name + ", which has one",
          at);
    }
  }

  private static PcmEncoding integer(String codec, int bytes, long start) {
    return switch (codec) {
      case "in24", "42ni" -> PcmEncoding.SIGNED_24;
      case "in32", "23ni" -> PcmEncoding.SIGNED_32;
      default ->
          switch (bytes) {
            case 1 -> PcmEncoding.SIGNED_8;
            case 2 -> PcmEncoding.SIGNED_16;
            case 3 -> PcmEncoding.SIGNED_24;
            case 4 -> PcmEncoding.SIGNED_32;
            default ->
                throw AudioException.malformed(
                    "The AIFF COMM chunk states samples of " + bytes + " bytes", start);
          };
    };
  }

  /** A number of 80 bits: sign and exponent in 16, then the mantissa with its leading one. */
  private static long readExtended(ByteReader in) {
    int exponent = in.bigUnsigned16();
    long mantissa = in.big64();
    // A negative rate, or one of 2⁶³ Hz and more, is left for the sink to refuse.
    int shift = 16_383 + 63 - exponent;
    if (shift < 0 || shift > 63) {
      return 0;
    }
    return mantissa >>> shift;
  }
}
