// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.util.Iterator;
import java.util.List;

/**
 * Passes on what lies in given spans of the sound, which rids it of what encoders put around it.
 */
final class PcmTrim implements PcmSink {
  /**
   * A part of the sound.
   *
   * @param from its first sample
   * @param to the sample after its last
   */
  record Span(long from, long to) {}

  private final PcmSink sink;
  private final Iterator<Span> spans;
  private Span span = new Span(0, 0);
  private long position;
  private int channels;

  /**
   * Puts itself before another sink.
   *
   * @param spans what to pass on, in ascending order, none overlapping the next
   */
  PcmTrim(PcmSink sink, List<Span> spans) {
    this.sink = sink;
    this.spans = spans.iterator();
  }

  @Override
  public void start(long sampleRate, int channels) {
    this.channels = channels;
    sink.start(sampleRate, channels);
  }

  @Override
  public void accept(float[] interleaved, int frames) {
    long end = position + frames;
    while (position < end) {
      if (position >= span.to) {
        if (!spans.hasNext()) {
          position = end;
          return;
        }
        span = spans.next();
        continue;
      }
      int skipped = (int) (Math.clamp(span.from, position, end) - position);
      int at = frames - (int) (end - position) + skipped;
      int count = (int) (Math.min(span.to, end) - position) - skipped;
      pass(interleaved, at, Math.max(0, count));
      position += skipped + Math.max(0, count);
    }
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
