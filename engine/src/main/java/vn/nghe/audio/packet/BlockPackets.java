// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.packet;

import java.util.Arrays;

/** Decodes packets that hold blocks, one or several. What is left of the last is a short block. */
public final class BlockPackets implements PacketDecoder {
  private final BlockDecoder decoder;
  private final PacketSink sink;
  private final byte[] block;
  private final float[] samples;
  private float[] all = {};
  private final int channels;

  /**
   * Begins a stream.
   *
   * @param sampleRate samples per second and channel
   * @param channels how many the decoder interleaves
   */
  public BlockPackets(BlockDecoder decoder, long sampleRate, int channels, PacketSink sink) {
    this.decoder = decoder;
    this.sink = sink;
    this.channels = channels;
    this.block = new byte[decoder.blockBytes()];
    this.samples = new float[decoder.blockFrames() * channels];
    sink.start(sampleRate, channels, 0);
  }

  /** {@inheritDoc} A last block that is short counts as whole. */
  @Override
  public int frames(byte[] packet, int length, long at) {
    return (length + block.length - 1) / block.length * decoder.blockFrames();
  }

  @Override
  public void decode(byte[] packet, int length, long at, int keep) {
    int frames = 0;
    for (int from = 0; from < length; from += block.length) {
      int size = Math.min(block.length, length - from);
      System.arraycopy(packet, from, block, 0, size);
      int more = decoder.decode(block, size, samples);
      int needed = (frames + more) * channels;
      if (all.length < needed) {
        all = Arrays.copyOf(all, Math.max(needed, 2 * all.length));
      }
      System.arraycopy(samples, 0, all, frames * channels, more * channels);
      frames += more;
    }
    sink.accept(all, frames, keep, at);
  }
}
