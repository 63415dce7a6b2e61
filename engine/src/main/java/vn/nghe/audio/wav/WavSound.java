// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.wav;

import java.util.Optional;
import vn.nghe.audio.aac.AacBits;
import vn.nghe.audio.aac.AacConfig;
import vn.nghe.audio.aac.AacPackets;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Extents;
import vn.nghe.audio.mp3.Mp3Decoder;
import vn.nghe.audio.mp3.Mp3Packets;
import vn.nghe.audio.packet.BlockDecoder;
import vn.nghe.audio.packet.BlockPackets;
import vn.nghe.audio.packet.Blocks;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.packet.PcmPackets;
import vn.nghe.audio.pcm.PcmBlocks;
import vn.nghe.audio.pcm.PcmSink;

/** Decodes the sound of a WAV file or its like, by its description. */
public final class WavSound {
  private WavSound() {}

  /**
   * Decodes all of it.
   *
   * @param in stands at the first byte of sound
   * @param size bytes of sound, not more than there are
   */
  public static void decode(ByteReader in, PcmSink sink, WavFormat format, long size) {
    int codec = format.codec();
    Optional<BlockDecoder> blocks = WavCodecs.blockDecoder(format);
    if (blocks.isPresent()) {
      long rate = WavCodecs.sampleRate(format);
      Blocks.decode(in, sink, blocks.get(), rate, format.channels(), size);
    } else if (codec == WavCodecs.MP3 || codec == WavCodecs.MPEG) {
      Extents frames = new Extents();
      frames.add(in.position(), size);
      Mp3Decoder.decode(frames.open(in), sink);
    } else {
      PcmBlocks.decode(in, sink, format.layout(), size);
    }
  }

  /** Whether the codec needs to be told where each of its frames ends. */
  public static boolean needsPackets(WavFormat format) {
    return format.codec() == WavCodecs.AAC;
  }

  /**
   * What decodes sound of this kind out of packets of a container.
   *
   * @param sink takes the sound
   */
  public static PacketDecoder packets(WavFormat format, PacketSink sink) {
    Optional<BlockDecoder> blocks = WavCodecs.blockDecoder(format);
    if (blocks.isPresent()) {
      long rate = WavCodecs.sampleRate(format);
      return new BlockPackets(blocks.get(), rate, format.channels(), sink);
    }
    return switch (format.codec()) {
      case WavCodecs.MP3, WavCodecs.MPEG -> new Mp3Packets(0, sink);
      case WavCodecs.AAC ->
          new AacPackets(
              AacConfig.read(new AacBits(format.extra(), format.extra().length, format.at())),
              0,
              sink);
      default -> new PcmPackets(format.layout(), sink);
    };
  }
}
