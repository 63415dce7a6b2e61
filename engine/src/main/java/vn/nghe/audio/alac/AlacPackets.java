// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.alac;

import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;

/** Decodes Apple Lossless out of packets of a container. */
public final class AlacPackets implements PacketDecoder {
  private final AlacConfig config;
  private final AlacDecoder decoder;
  private final PacketSink sink;
  private final float[] amplitudes;

  /**
   * Begins a stream.
   *
   * @param sink is told so, and takes its sound
   */
  public AlacPackets(AlacConfig config, PacketSink sink) {
    this.config = config;
    this.sink = sink;
    sink.start(config.sampleRate(), config.channels(), 0);
    this.decoder = new AlacDecoder(config);
    this.amplitudes = new float[config.frames() * config.channels()];
  }

  @Override
  public int frames(byte[] packet, int length, long at) {
    return Math.min(decoder.frames(packet, length, at), config.frames());
  }

  @Override
  public void decode(byte[] packet, int length, long at, int keep) {
    int frames = decoder.decode(packet, length, at);
    int[] samples = decoder.samples();
    float scale = 1f / (1L << (config.bits() - 1));
    for (int i = 0; i < frames * config.channels(); i++) {
      amplitudes[i] = samples[i] * scale;
    }
    sink.accept(amplitudes, frames, keep, at);
  }
}
