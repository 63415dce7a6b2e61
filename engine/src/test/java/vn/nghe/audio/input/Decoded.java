// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import java.util.Arrays;
import java.util.OptionalInt;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Sound as a decoder puts it out, before it is mixed down and resampled.
 *
 * @param sampleRate samples per second and channel
 * @param channels how many are interleaved
 * @param samples the samples
 */
@SuppressWarnings("ArrayRecordComponent") // Test data that nobody compares as a whole.
public record Decoded(long sampleRate, int channels, float[] samples) {

  public static Decoded of(byte[] file) {
    Collector collector = new Collector();
    into(collector, file);
    return new Decoded(
        collector.sampleRate,
        collector.channels,
        Arrays.copyOf(collector.samples, collector.length));
  }

  /** Decodes a file into a sink that may want to know more than the samples. */
  public static void into(PcmSink sink, byte[] file) {
    ByteReader in = ByteReader.of(file);
    Format.of(in).decode(in, sink, OptionalInt.empty());
  }

  public static Decoded of(String fixture) {
    return of(Fixtures.bytes(fixture));
  }

  private static final class Collector implements PcmSink {
    private long sampleRate;
    private int channels;
    private float[] samples = new float[1024];
    private int length;

    @Override
    public void start(long sampleRate, int channels) {
      this.sampleRate = sampleRate;
      this.channels = channels;
    }

    @Override
    public void pause(long frames) {
      accept(new float[(int) frames * channels], (int) frames);
    }

    @Override
    public void lose(long frames, String message, long at) {
      pause(frames);
    }

    @Override
    public void warn(AudioWarning.Kind kind, String message, long at) {}

    @Override
    public void accept(float[] interleaved, int frames) {
      int count = frames * channels;
      while (samples.length < length + count) {
        samples = Arrays.copyOf(samples, samples.length * 2);
      }
      System.arraycopy(interleaved, 0, samples, length, count);
      length += count;
    }
  }
}
