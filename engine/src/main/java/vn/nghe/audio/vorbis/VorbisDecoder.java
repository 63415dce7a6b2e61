// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.vorbis;

import java.util.List;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;

/** Decodes Vorbis I packets from any container. */
public final class VorbisDecoder implements PacketDecoder {
  /** Units of {@link vn.nghe.audio.io.Work} for the tables that a set-up header describes. */
  private static final long WORK_TO_SET_UP = 1 << 19;

  private final Identification identification;
  private final List<Boolean> modes;
  private final int modeBits;
  private final JOrbis jorbis;
  private final PacketSink sink;

  /** Samples of the block before, 0 at the start. */
  private int lastBlock;

  private VorbisDecoder(
      Identification identification, List<Boolean> modes, JOrbis jorbis, PacketSink sink) {
    this.identification = identification;
    this.modes = modes;
    this.modeBits = Integer.SIZE - Integer.numberOfLeadingZeros(modes.size() - 1);
    this.jorbis = jorbis;
    this.sink = sink;
  }

  /**
   * Makes ready for one stream.
   *
   * @param identification its first header
   * @param setup its third header
   * @param at where the third header lies in the input, for faults
   * @param sink is told that the stream begins
   */
  public static VorbisDecoder of(byte[] identification, byte[] setup, long at, PacketSink sink) {
    Identification parsed = Identification.read(identification, at);
    List<Boolean> modes = Setup.check(parsed, setup, at);
    sink.worked(WORK_TO_SET_UP);
    JOrbis jorbis = new JOrbis(parsed, identification, setup, at);
    sink.start(parsed.sampleRate(), parsed.channels(), 0);
    return new VorbisDecoder(parsed, modes, jorbis, sink);
  }

  /** {@inheritDoc} Half of each of two blocks that follow one another overlaps. */
  @Override
  public int frames(byte[] packet, int length, long at) {
    return lastBlock == 0 ? 0 : (lastBlock + block(packet, at)) / 4;
  }

  @Override
  public void decode(byte[] packet, int length, long at, int keep) {
    lastBlock = block(packet, at);
    int frames = jorbis.decode(packet, length, at);
    sink.accept(jorbis.interleaved(), frames, keep, at);
  }

  private int block(byte[] packet, long at) {
    int mode = (packet[0] & 0xFF) >> 1 & ((1 << modeBits) - 1);
    if ((packet[0] & 1) == 1 || mode >= modes.size()) {
      throw AudioException.malformed("A Vorbis packet holds no sound of a known mode", at);
    }
    return modes.get(mode) ? identification.longBlock() : identification.shortBlock();
  }
}
