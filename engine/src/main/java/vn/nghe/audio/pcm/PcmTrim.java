// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import java.util.List;

/**
 * Passes on what lies in given spans of the sound, which rids it of what encoders put around it.
 */
public final class PcmTrim implements PcmSink {
  /**
   * A part of the sound.
   *
   * @param from its first sample
   * @param to the sample after its last
   */
  public record Span(long from, long to) {}

  private final PcmSink sink;
  private final List<Span> spans;
  private int current;
  private long position;
  private int channels;

  /**
   * Puts itself before another sink.
   *
   * @param spans what to pass on, in ascending order, none overlapping the next
   */
  public PcmTrim(PcmSink sink, List<Span> spans) {
    this.sink = sink;
    this.spans = List.copyOf(spans);
  }

  @Override
  public void start(long sampleRate, int channels) {
    this.channels = channels;
    sink.start(sampleRate, channels);
  }

  @Override
  public void accept(float[] interleaved, int frames) {
    long begin = position;
    long end = begin + frames;
    while (position < end) {
      if (isOver(position)) {
        position = end;
        return;
      }
      Span span = spans.get(current);
      long from = Math.clamp(span.from, position, end);
      long to = Math.clamp(span.to, from, end);
      pass(interleaved, (int) (from - begin), (int) (to - from));
      position = to;
    }
  }

  /** Takes as many samples as lie in no span, without having them. */
  public void skip(int frames) {
    position += frames;
  }

  /** Whether all spans end at a sample or before it, which is not before what came so far. */
  public boolean isOver(long sample) {
    while (current < spans.size() && spans.get(current).to <= sample) {
      current++;
    }
    return current == spans.size();
  }

  /** Whether some of the samples from {@code from} to before {@code to} lie in a span. */
  public boolean wants(long from, long to) {
    return !isOver(from) && spans.get(current).from < to;
  }

  private void pass(float[] interleaved, int at, int count) {
    if (at == 0) {
      sink.accept(interleaved, count);
    } else if (count > 0) {
      float[] part = new float[count * channels];
      System.arraycopy(interleaved, at * channels, part, 0, part.length);
      sink.accept(part, count);
    }
  }
}
