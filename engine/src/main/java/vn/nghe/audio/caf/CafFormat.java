// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.caf;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.aac.AacPackets;
import vn.nghe.audio.adpcm.AppleImaAdpcm;
import vn.nghe.audio.alac.AlacConfig;
import vn.nghe.audio.alac.AlacPackets;
import vn.nghe.audio.amr.AmrDecoder;
import vn.nghe.audio.amr.AmrPackets;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.mp4.DecoderConfig;
import vn.nghe.audio.opus.OpusDecoder;
import vn.nghe.audio.opus.OpusHead;
import vn.nghe.audio.packet.BlockDecoder;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.pcm.PcmEncoding;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.pcm.SoundStream;

/**
 * What the {@code desc} chunk of a CAF file says.
 *
 * @param sampleRate samples per second and channel
 * @param codec four characters
 * @param flags what is said of uncompressed samples
 * @param bytesPerPacket 0 where packets differ in size
 * @param framesPerPacket samples of each channel in a packet, 0 where packets differ
 * @param channels how many are interleaved, at least 1
 * @param at where the chunk lies in the input
 */
record CafFormat(
    long sampleRate,
    String codec,
    long flags,
    long bytesPerPacket,
    long framesPerPacket,
    int channels,
    long at) {
  private static final int FLOAT_FLAG = 1;
  private static final int LITTLE_ENDIAN_FLAG = 2;
  private static final int DESCRIPTION_BYTES = 32;

  private static final Set<String> PACKETS = Set.of("alac", "aac ", "opus", "samr", "sawb");

  /** Codecs that occur inside CAF files and are refused by name. */
  private static final Map<String, String> OTHER_CODECS =
      Map.of(
          "aach", "HE-AAC",
          "aacp", "HE-AAC version 2",
          "aacl", "AAC-LD",
          "aace", "AAC-ELD",
          "flac", "FLAC",
          "ac-3", "AC-3",
          "ilbc", "iLBC",
          "MAC3", "MACE 3:1",
          "MAC6", "MACE 6:1",
          "QDM2", "QDesign music");

  static CafFormat read(ByteReader in, long size) {
    long start = in.position();
    if (size < DESCRIPTION_BYTES) {
      throw AudioException.malformed("The CAF desc chunk has only " + size + " bytes", start);
    }
    long sampleRate = (long) Double.longBitsToDouble(in.big64());
    String codec = in.fourCharacters();
    long flags = in.bigUnsigned32();
    long bytesPerPacket = in.bigUnsigned32();
    long framesPerPacket = in.bigUnsigned32();
    int channels = PcmLayout.requireChannels("CAF", in.bigUnsigned32(), in.position() - 4);
    return new CafFormat(
        sampleRate, codec, flags, bytesPerPacket, framesPerPacket, channels, start);
  }

  /** Whether the sound is frames of MPEG audio. */
  boolean isMpeg() {
    return codec.equals(".mp1") || codec.equals(".mp2") || codec.equals(".mp3");
  }

  /** Whether the sound lies in packets. */
  boolean hasPackets() {
    return PACKETS.contains(codec);
  }

  /** What decodes blocks of sound of this kind, if that is how it is coded. */
  Optional<BlockDecoder> blockDecoder() {
    if (!codec.equals("ima4")) {
      return Optional.empty();
    }
    SoundStream.requireTaken(sampleRate, channels);
    return Optional.of(new AppleImaAdpcm(channels));
  }

  /**
   * What decodes the packets.
   *
   * @param cookie what the codec has to know
   */
  PacketDecoder packetDecoder(byte[] cookie, PacketSink sink) {
    return switch (codec) {
      case "alac" -> new AlacPackets(AlacConfig.read(cookie, at), sink);
      case "opus" -> new OpusDecoder(opusHead(cookie), sink);
      case "samr" -> new AmrPackets(AmrDecoder.Band.NARROW, sink);
      case "sawb" -> new AmrPackets(AmrDecoder.Band.WIDE, sink);
      default -> new AacPackets(DecoderConfig.ofDescriptor(cookie, at), 0, sink);
    };
  }

  /** Apple writes none, for mono and stereo tell themselves. */
  private OpusHead opusHead(byte[] cookie) {
    if (cookie.length > 0 && ByteReader.of(cookie).finds(OpusHead.MARK, 0)) {
      return OpusHead.read(cookie, cookie.length, at).withoutPreSkip();
    }
    if (channels > 2) {
      throw unsupported("Opus of " + channels + " channels");
    }
    return OpusHead.simple(channels, 0, 0);
  }

  /**
   * How uncompressed sound lies in the file.
   *
   * @throws AudioException if it is of another codec, which it names
   */
  PcmLayout layout() {
    boolean isFloat = (flags & FLOAT_FLAG) != 0;
    PcmEncoding encoding =
        switch (codec) {
          case "lpcm" -> linear(isFloat);
          case "ulaw" -> PcmEncoding.MU_LAW;
          case "alaw" -> PcmEncoding.A_LAW;
          default -> throw unsupported(OTHER_CODECS.getOrDefault(codec, "codec '" + codec + "'"));
        };
    boolean isLittleEndian = (flags & LITTLE_ENDIAN_FLAG) != 0;
    return new PcmLayout(
        "CAF", encoding, isLittleEndian ? LITTLE_ENDIAN : BIG_ENDIAN, channels, sampleRate);
  }

  private PcmEncoding linear(boolean isFloat) {
    int bytes = bytesPerPacket % channels == 0 ? (int) (bytesPerPacket / channels) : 0;
    if (isFloat && bytes == 4) {
      return PcmEncoding.FLOAT_32;
    }
    if (isFloat && bytes == 8) {
      return PcmEncoding.FLOAT_64;
    }
    if (!isFloat && bytes >= 1 && bytes <= 4) {
      return switch (bytes) {
        case 1 -> PcmEncoding.SIGNED_8;
        case 2 -> PcmEncoding.SIGNED_16;
        case 3 -> PcmEncoding.SIGNED_24;
        default -> PcmEncoding.SIGNED_32;
      };
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
