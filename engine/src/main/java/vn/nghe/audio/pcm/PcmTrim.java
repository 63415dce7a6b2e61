// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import java.util.List;
import vn.nghe.audio.AudioWarning;

/**
 * Passes on what lies in given spans of the sound, which rids it of what encoders put around it,
 * and puts pauses before them where the container says that there are some.
 */
public final class PcmTrim implements PcmSink {
  /**
   * A part of the sound.
   *
   * @param pause samples of silence before it
   * @param from its first sample
   * @param to the sample after its last
   */
  public record Span(long pause, long from, long to) {
    /** A part without a pause before it. */
    public Span(long from, long to) {
      this(0, from, to);
    }
  }

  /** Takes the part of a block that is passed on. */
  @FunctionalInterface
  private interface Part {
    void pass(long at, long count);
  }

  private final PcmSink sink;
  private final List<Span> spans;
  private int current;
  private int begun;
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
    take(frames, (at, count) -> pass(interleaved, (int) at, (int) count));
  }

  @Override
  public void pause(long frames) {
    take(frames, (at, count) -> sink.pause(count));
  }

  @Override
  public void lose(long frames, String message, long at) {
    take(frames, (from, count) -> sink.lose(count, message, at));
  }

  @Override
  public void warn(AudioWarning.Kind kind, String message, long at) {
    sink.warn(kind, message, at);
  }

  @Override
  public void worked(long samples) {
    sink.worked(samples);
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

  private void take(long frames, Part part) {
    long begin = position;
    long end = begin + frames;
    while (position < end) {
      if (isOver(position)) {
        sink.worked((end - position) * channels);
        position = end;
        return;
      }
      Span span = spans.get(current);
      long from = Math.clamp(span.from, position, end);
      long to = Math.clamp(span.to, from, end);
      sink.worked((from - position) * channels);
      if (to > from) {
        for (; begun <= current; begun++) {
          sink.pause(spans.get(begun).pause);
        }
        part.pass(from - begin, to - from);
      }
      position = to;
    }
  }

  private void pass(float[] interleaved, int at, int count) {
    if (at == 0) {
      sink.accept(interleaved, count);
    } else {
      float[] part = new float[count * channels];
      System.arraycopy(interleaved, at * channels, part, 0, part.length);
      sink.accept(part, count);
    }
  }
}
