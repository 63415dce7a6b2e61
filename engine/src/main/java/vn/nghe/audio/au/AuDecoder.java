// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.au;

import java.nio.ByteOrder;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmBlocks;
import vn.nghe.audio.pcm.PcmEncoding;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.pcm.PcmSink;

/** Reads Sun's and NeXT's AU, uncompressed or with G.711. */
public final class AuDecoder {
  private static final int HEADER = 24;
  private static final long UNKNOWN = 0xFFFF_FFFFL;

  private AuDecoder() {}

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first byte of a file that is known to be AU
   */
  public static void decode(ByteReader in, PcmSink sink) {
    in.require(HEADER, "the AU header");
    in.skip(4, "the AU header");
    long start = in.bigUnsigned32();
    long size = in.bigUnsigned32();
    PcmEncoding encoding = encoding(in.bigUnsigned32());
    long sampleRate = in.bigUnsigned32();
    int channels = PcmLayout.requireChannels("AU", in.bigUnsigned32(), in.position() - 4);
    if (start < HEADER || start > in.length()) {
      throw AudioException.malformed("The AU header states that sound begins at " + start, 4);
    }
    in.seek(start);
    if (size != UNKNOWN && size > in.remaining()) {
      throw AudioException.malformed(
          "The AU header claims "
              + size
              + " bytes of sound, but "
              + in.remaining()
              + " follow: the end is missing",
          8);
    }
    PcmLayout layout = new PcmLayout("AU", encoding, ByteOrder.BIG_ENDIAN, channels, sampleRate);
    PcmBlocks.decode(in, sink, layout, size == UNKNOWN ? in.remaining() : size);
  }

  private static PcmEncoding encoding(long number) {
    return switch ((int) number) {
      case 1 -> PcmEncoding.MU_LAW;
      case 2 -> PcmEncoding.SIGNED_8;
      case 3 -> PcmEncoding.SIGNED_16;
      case 4 -> PcmEncoding.SIGNED_24;
      case 5 -> PcmEncoding.SIGNED_32;
      case 6 -> PcmEncoding.FLOAT_32;
      case 7 -> PcmEncoding.FLOAT_64;
      case 23 -> throw unsupported("G.721 ADPCM");
      case 24 -> throw unsupported("G.722");
      case 25, 26 -> throw unsupported("G.723 ADPCM");
      case 27 -> PcmEncoding.A_LAW;
      default -> throw unsupported("codec " + number);
    };
  }

  private static AudioException unsupported(String codec) {
    return AudioException.unsupported(
        "AU with " + codec + " inside is not supported", "send PCM or float samples");
  }
}
