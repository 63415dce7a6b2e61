// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.packet;

import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmBlocks;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.pcm.PcmSink;

/** Takes uncompressed sound out of packets of a container. */
public final class PcmPackets implements PacketDecoder {
  private final PcmLayout layout;
  private final PacketSink sink;

  /**
   * Begins a stream.
   *
   * @param sink is told so, and takes its sound
   */
  public PcmPackets(PcmLayout layout, PacketSink sink) {
    this.layout = layout;
    this.sink = sink;
    sink.start(layout.sampleRate(), layout.channels(), 0);
  }

  @Override
  public int frames(byte[] packet, int length, long at) {
    return length / layout.bytesPerFrame();
  }

  @Override
  public void decode(byte[] packet, int length, long at, int keep) {
    PcmSink output =
        new PcmSink() {
          private int left = keep;

          @Override
          public void start(long sampleRate, int channels) {}

          @Override
          public void accept(float[] interleaved, int frames) {
            sink.accept(interleaved, frames, left, at);
            left -= frames;
          }

          @Override
          public void pause(long frames) {
            sink.pause(frames);
          }

          @Override
          public void lose(long frames, String message, long from) {
            sink.lose(frames, message, from);
          }

          @Override
          public void warn(AudioWarning.Kind kind, String message, long from) {
            sink.warn(kind, message, from);
          }

          @Override
          public void worked(long samples) {
            sink.worked(samples);
          }
        };
    PcmBlocks.decode(ByteReader.ofPacket(packet, length, at), output, layout, length);
  }
}
