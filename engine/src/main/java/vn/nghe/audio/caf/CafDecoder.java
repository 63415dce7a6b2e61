// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.caf;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.Map;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmBlocks;
import vn.nghe.audio.pcm.PcmEncoding;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.pcm.PcmSink;

/** Reads Apple's Core Audio Format, uncompressed or with G.711. */
public final class CafDecoder {
  private static final int FLOAT_FLAG = 1;
  private static final int LITTLE_ENDIAN_FLAG = 2;
  private static final int DESCRIPTION_BYTES = 32;

  /** The last chunk of a recording that went on when its header was written. */
  private static final long TO_THE_END = -1;

  private static final Map<String, String> OTHER_CODECS =
      Map.of(
          "aac ", "AAC",
          "alac", "Apple Lossless (ALAC)",
          "ima4", "IMA ADPCM",
          "opus", "Opus",
          "flac", "FLAC",
          ".mp3", "MP3",
          "samr", "AMR",
          "ilbc", "iLBC");

  private CafDecoder() {}

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first byte of a file that is known to be CAF
   */
  public static void decode(ByteReader in, PcmSink sink) {
    in.skip(8, "the CAF header");
    PcmLayout layout = null;
    while (in.remaining() >= 12) {
      String chunk = in.fourCharacters();
      long size = in.big64();
      long here = in.position();
      if (size == TO_THE_END && chunk.equals("data")) {
        size = in.remaining();
      }
      if (size < 0 || size > in.remaining()) {
        throw AudioException.malformed(
            "The CAF chunk '"
                + chunk
                + "' claims "
                + size
                + " bytes, but "
                + in.remaining()
                + " follow: the end is missing",
            here);
      }
      switch (chunk) {
        case "desc" -> layout = readDescription(in, size);
        case "data" -> {
          if (layout == null) {
            throw AudioException.malformed("A CAF data chunk comes before desc", here);
          }
          in.skip(4, "the count of edits in the CAF data chunk");
          PcmBlocks.decode(in, sink, layout, Math.max(0, size - 4));
          return;
        }
        default -> {}
      }
      in.seek(here + size);
    }
    throw AudioException.malformed("The CAF file ends before its data chunk", in.length());
  }

  private static PcmLayout readDescription(ByteReader in, long size) {
    long start = in.position();
    if (size < DESCRIPTION_BYTES) {
      throw AudioException.malformed("The CAF desc chunk has only " + size + " bytes", start);
    }
    long sampleRate = (long) Double.longBitsToDouble(in.big64());
    String codec = in.fourCharacters();
    long flags = in.bigUnsigned32();
    long bytesPerPacket = in.bigUnsigned32();
    in.skip(4, "the frames per packet, of which there is one");
    int channels = PcmLayout.requireChannels("CAF", in.bigUnsigned32(), in.position() - 4);
    boolean isFloat = (flags & FLOAT_FLAG) != 0;
    PcmEncoding encoding =
        switch (codec) {
          case "lpcm" -> linear(isFloat, bytesPerPacket, channels);
          case "ulaw" -> PcmEncoding.MU_LAW;
          case "alaw" -> PcmEncoding.A_LAW;
          default -> throw unsupported(OTHER_CODECS.getOrDefault(codec, "codec '" + codec + "'"));
        };
    boolean isLittleEndian = (flags & LITTLE_ENDIAN_FLAG) != 0;
    return new PcmLayout(
        "CAF", encoding, isLittleEndian ? LITTLE_ENDIAN : BIG_ENDIAN, channels, sampleRate);
  }

  private static PcmEncoding linear(boolean isFloat, long bytesPerPacket, int channels) {
    long bytes = bytesPerPacket % channels == 0 ? bytesPerPacket / channels : 0;
    if (isFloat && bytes == 4) {
      return PcmEncoding.FLOAT_32;
    }
    if (isFloat && bytes == 8) {
      return PcmEncoding.FLOAT_64;
    }
    if (!isFloat && bytes == 1) {
      return PcmEncoding.SIGNED_8;
    }
    if (!isFloat && bytes == 2) {
      return PcmEncoding.SIGNED_16;
    }
    if (!isFloat && bytes == 3) {
      return PcmEncoding.SIGNED_24;
    }
    if (!isFloat && bytes == 4) {
      return PcmEncoding.SIGNED_32;
    }
    throw unsupported(
        (isFloat ? "float" : "PCM")
            + " packets of "
            + bytesPerPacket
            + " bytes for "
            + channels
            + " channels");
  }

  private static AudioException unsupported(String codec) {
    return AudioException.unsupported(
        "CAF with " + codec + " inside is not supported", "send PCM or float samples");
  }
}
