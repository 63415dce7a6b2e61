// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.au;

import java.nio.ByteOrder;
import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.g722.G722Decoder;
import vn.nghe.audio.g726.G726Decoder;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.packet.BlockDecoder;
import vn.nghe.audio.packet.Blocks;
import vn.nghe.audio.pcm.PcmBlocks;
import vn.nghe.audio.pcm.PcmEncoding;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Reads Sun's and NeXT's AU, uncompressed or with G.711, G.722 or G.726 (which the format calls
 * G.721 and G.723) inside.
 */
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
    int codec = (int) in.bigUnsigned32();
    long sampleRate = in.bigUnsigned32();
    int channels = PcmLayout.requireChannels("AU", in.bigUnsigned32(), in.position() - 4);
    if (start < HEADER || start > in.length()) {
      throw AudioException.malformed("The AU header states that sound begins at " + start, 4);
    }
    in.seek(start);
    if (size != UNKNOWN && size > in.remaining()) {
      sink.warn(
          AudioWarning.Kind.TRUNCATED,
          "The AU header claims "
              + size
              + " bytes of sound, but "
              + in.remaining()
              + " follow: the end is missing",
          8);
    }
    long sound = Math.min(size, in.remaining());
    Optional<BlockDecoder> blocks = blockDecoder(codec);
    if (blocks.isPresent()) {
      if (channels != 1) {
        throw AudioException.malformed(
            "The AU header states " + channels + " channels of a codec that has one", 20);
      }
      Blocks.decode(in, sink, blocks.get(), sampleRate, 1, sound);
      return;
    }
    PcmEncoding encoding = encoding(codec);
    PcmLayout layout = new PcmLayout("AU", encoding, ByteOrder.BIG_ENDIAN, channels, sampleRate);
    PcmBlocks.decode(in, sink, layout, sound);
  }

  /** What decodes blocks of sound of this kind, if that is how it is coded. */
  private static Optional<BlockDecoder> blockDecoder(int codec) {
    return Optional.ofNullable(
        switch (codec) {
          case 23 -> new G726Decoder(4, G726Decoder.Order.LOWEST_FIRST);
          case 24 -> new G722Decoder();
          case 25 -> new G726Decoder(3, G726Decoder.Order.LOWEST_FIRST);
          case 26 -> new G726Decoder(5, G726Decoder.Order.LOWEST_FIRST);
          default -> null;
        });
  }

  private static PcmEncoding encoding(int codec) {
    return switch (codec) {
      case 1 -> PcmEncoding.MU_LAW;
      case 2 -> PcmEncoding.SIGNED_8;
      case 3 -> PcmEncoding.SIGNED_16;
      case 4 -> PcmEncoding.SIGNED_24;
      case 5 -> PcmEncoding.SIGNED_32;
      case 6 -> PcmEncoding.FLOAT_32;
      case 7 -> PcmEncoding.FLOAT_64;
      case 27 -> PcmEncoding.A_LAW;
      default -> throw unsupported("codec " + (codec & 0xFFFF_FFFFL));
    };
  }

  private static AudioException unsupported(String codec) {
    return AudioException.unsupported(
        "AU with " + codec + " inside is not supported", "send PCM or float samples");
  }
}
