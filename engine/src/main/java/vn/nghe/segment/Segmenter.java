// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

import java.util.Arrays;
import java.util.function.Consumer;
import vn.nghe.audio.Audio;
import vn.nghe.audio.SampleSink;

/**
 * Cuts a recording into segments as it streams through: where it pauses if it does, else where it
 * is least loud, and then neighbours overlap. Silence between segments is left out.
 *
 * <p>A segment goes out some 2 s after its last sound. The cuts depend on the sound alone, never on
 * how it was cut into blocks. Use it for one recording and one thread.
 */
public final class Segmenter implements SampleSink {
  /** Samples in a frame: 20 ms. */
  private static final int FRAME = Audio.SAMPLE_RATE / 50;

  /** A pause of this many frames ends a segment: 0.6 s, where a speaker takes breath. */
  private static final int PAUSE = 30;

  /** Frames of pause that a segment keeps before and after its sound: 1 s, as clips have it. */
  private static final int MARGIN = 50;

  /** Frames after which a segment is cut although there is no such pause: 12 s. */
  private static final int LONGEST = 600;

  /** Frames of a segment in which it is not cut: 3 s, so that no crumbs are left. */
  private static final int SHORTEST = 150;

  /** Frames that a segment reaches past a cut amid sound, on either side: 1 s. */
  private static final int OVERLAP = 50;

  /** As much as a segment and what a decision waits for: at most 15 s. */
  private static final int HELD = 20 * Audio.SAMPLE_RATE;

  private final Consumer<SoundSegment> segments;
  private final PauseDetector detector = new PauseDetector(this::decide);

  /** Samples from {@link #firstHeld} on, of which the last may belong to no whole frame yet. */
  private final float[] held = new float[HELD];

  private int heldCount;
  private long firstHeld;

  /** Samples at the end that belong to no whole frame yet. */
  private int partial;

  /** Levels of the last frames that are decided, each at its index modulo the length. */
  private final double[] levels = new double[2 * LONGEST];

  private long decided;

  /** The frame with which the segment begins that is being gathered, or -1 between segments. */
  private long start = -1;

  /** The frame after the last one of sound so far. */
  private long soundEnd;

  private boolean continues;
  private long seam;

  /**
   * Makes ready for one recording.
   *
   * @param segments takes the segments in order, on the thread that puts the samples in
   */
  public Segmenter(Consumer<SoundSegment> segments) {
    this.segments = segments;
  }

  /** Samples up to which a recording that is all there does better uncut: 12 s. */
  public static int longestUncut() {
    return LONGEST * FRAME;
  }

  /** The longest segment there can be, in samples. */
  public static int mostSamples() {
    return (LONGEST + MARGIN + OVERLAP) * FRAME;
  }

  @Override
  public void accept(float[] samples, int count) {
    for (int taken = 0; taken < count; ) {
      int fitting = Math.min(count - taken, FRAME - partial);
      hold(samples, taken, fitting);
      taken += fitting;
      partial += fitting;
      if (partial == FRAME) {
        endFrame();
      }
    }
  }

  /** Ends the recording; what is left of it comes out. */
  public void finish() {
    if (partial > 0) {
      endFrame();
    }
    detector.finish();
    if (start >= 0) {
      emit(soundEnd + MARGIN);
      start = -1;
    }
  }

  private void hold(float[] samples, int from, int count) {
    if (heldCount + count > held.length) {
      long needed = (start >= 0 ? start : Math.max(0, decided - MARGIN)) * FRAME;
      int dropped = (int) (needed - firstHeld);
      System.arraycopy(held, dropped, held, 0, heldCount - dropped);
      heldCount -= dropped;
      firstHeld += dropped;
    }
    System.arraycopy(samples, from, held, heldCount, count);
    heldCount += count;
  }

  private void endFrame() {
    double power = 0;
    for (int i = heldCount - partial; i < heldCount; i++) {
      power += (double) held[i] * held[i];
    }
    power /= partial;
    partial = 0;
    detector.accept(power);
  }

  private void decide(double level, boolean pauses) {
    long now = decided++;
    levels[(int) (now % levels.length)] = level;
    if (pauses) {
      if (start >= 0 && now + 1 - soundEnd >= MARGIN) {
        emit(now + 1);
        start = -1;
      }
      return;
    }
    if (start >= 0 && now - soundEnd >= PAUSE) {
      emit(now);
      start = -1;
    }
    if (start < 0) {
      start = Math.max(soundEnd, now - MARGIN);
      continues = false;
      seam = start;
    }
    soundEnd = now + 1;
    if (soundEnd - start >= LONGEST) {
      cut(quietest(start + SHORTEST, soundEnd - OVERLAP));
    }
  }

  /** The frame of the lowest level among some. */
  private long quietest(long from, long end) {
    long best = from;
    for (long frame = from; frame < end; frame++) {
      if (levels[(int) (frame % levels.length)] < levels[(int) (best % levels.length)]) {
        best = frame;
      }
    }
    return best;
  }

  private void cut(long frame) {
    emit(frame + OVERLAP);
    start = frame - OVERLAP;
    continues = true;
    seam = frame;
  }

  private void emit(long end) {
    int from = (int) (start * FRAME - firstHeld);
    int to = (int) Math.min(heldCount, end * FRAME - firstHeld);
    Audio sound = Audio.ofSamples(Arrays.copyOfRange(held, from, to));
    segments.accept(new SoundSegment(start * FRAME, sound, continues, seam * FRAME));
  }
}
