// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;
import vn.nghe.audio.pcm.PcmSink;

/** Decodes AAC-LC out of packets of a container, a frame in each. */
public final class AacPackets implements PacketDecoder {
  private final AacStream stream;
  private final PacketSink sink;
  private final int skip;
  private int keep;
  private long at;

  /**
   * Begins a stream.
   *
   * @param skip samples of each channel to cut off its start, at least 0
   * @param sink takes its sound, and is told that it begins when the first frame is decoded
   */
  public AacPackets(AacConfig config, int skip, PacketSink sink) {
    this.stream = new AacStream(config, new Output());
    this.skip = skip;
    this.sink = sink;
  }

  @Override
  public int frames(byte[] packet, int length, long at) {
    return Channel.FRAME;
  }

  @Override
  public void decode(byte[] packet, int length, long at, int keep) {
    this.keep = keep;
    this.at = at;
    stream.accept(new AacBits(packet, length, at));
  }

  /** What the stream puts its sound into. */
  private final class Output implements PcmSink {
    @Override
    public void start(long sampleRate, int channels) {
      sink.start(sampleRate, channels, skip);
    }

    @Override
    public void accept(float[] interleaved, int frames) {
      sink.accept(interleaved, frames, keep, at);
    }

    @Override
    public void pause(long frames) {
      sink.pause(frames);
    }

    @Override
    public void lose(long frames, String message, long at) {
      sink.lose(frames, message, at);
    }

    @Override
    public void warn(AudioWarning.Kind kind, String message, long at) {
      sink.warn(kind, message, at);
    }

    @Override
    public void worked(long samples) {
      sink.worked(samples);
    }
  }
}
