// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;

/** Decodes AMR out of packets of a container, one frame or several in each. */
public final class AmrPackets implements PacketDecoder {
  private final AmrDecoder.Band band;
  private final AmrDecoder decoder;
  private final PacketSink sink;
  private final float[] samples;

  /**
   * Begins a stream.
   *
   * @param sink is told so, and takes its sound
   */
  public AmrPackets(AmrDecoder.Band band, PacketSink sink) {
    this.band = band;
    this.decoder = new AmrDecoder(band);
    this.sink = sink;
    this.samples = new float[band.frame()];
    sink.start(band.sampleRate(), 1, 0);
  }

  @Override
  public int frames(byte[] packet, int length, long at) {
    int frames = 0;
    for (int from = 0; from < length; from += band.bytes(packet[from])) {
      frames += band.frame();
    }
    return frames;
  }

  @Override
  public void decode(byte[] packet, int length, long at, int keep) {
    int left = keep;
    for (int from = 0; from < length; from += band.bytes(packet[from])) {
      decoder.decode(packet, from, length - from, samples);
      sink.accept(samples, band.frame(), left, at + from);
      left -= band.frame();
    }
  }
}
