// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Consumer;
import vn.nghe.audio.Audio;
import vn.nghe.audio.SampleSink;
import vn.nghe.features.Frames;

/**
 * Cuts a recording into segments while its samples arrive: at pauses, or, where there is none,
 * where it is least loud, and then neighbours overlap. Silence between segments is dropped.
 *
 * <p>A segment is emitted when a pause has lasted as long as {@link CutRules} require. Cuts depend
 * on the sound alone, not on the sizes of the blocks. For one recording and one thread.
 */
public final class Segmenter implements SampleSink {
  /** Frames of pause that a segment keeps before and after its sound: 1 s, as clips have it. */
  static final int MARGIN = 50;

  /** Frames of any segment in which it is not cut: 3 s, so that no fragments are left. */
  static final int SHORTEST = 150;

  /** Frames by which a segment extends past a cut inside speech, on either side: 1 s. */
  static final int OVERLAP = 50;

  /** Frames held beyond what is needed, so that dropping what is not is seldom done: 5 s. */
  private static final int SLACK = 250;

  private final CutRules cutting;
  private final Consumer<Segment> segments;
  private final PauseDetector detector;

  /** Samples from {@link #firstHeld} on, of which the last may belong to no whole frame yet. */
  private final float[] held;

  private int heldCount;
  private long firstHeld;

  /** Samples at the end that belong to no whole frame yet. */
  private int partial;

  /** Levels of the last frames that are decided, each at its index modulo the length. */
  private final double[] levels;

  private long decided;

  /** The frame with which the segment begins that is being gathered, or -1 between segments. */
  private long start = -1;

  /** The frame after the last one of sound so far. */
  private long soundEnd;

  /** Whether all sound of the segment is quiet beside what was heard just before. */
  private boolean isQuiet;

  private final QuietPassage quiet = new QuietPassage();
  private boolean continues;
  private long seam;

  /**
   * @param segments receives the segments in order, on the thread that adds the samples
   */
  public Segmenter(CutRules cutting, Consumer<Segment> segments) {
    this.cutting = cutting;
    this.segments = segments;
    this.detector = new PauseDetector(cutting.ahead(), this::decide);
    this.held =
        new float
            [(2 * MARGIN + cutting.longest() + cutting.patience() + cutting.ahead() + SLACK)
                * Frames.SAMPLES];
    this.levels = new double[2 * cutting.longest()];
  }

  /** The length in samples up to which a whole recording is not cut: 12 s. */
  public static int longestUncut() {
    return CutRules.RECORDING.longest() * Frames.SAMPLES;
  }

  /** The first sample of the open segment; empty in a pause. */
  public OptionalLong openSince() {
    return start < 0 ? OptionalLong.empty() : OptionalLong.of(start * Frames.SAMPLES);
  }

  /**
   * The sound up to now.
   *
   * @param from the first sample of it, not before {@link #openSince()}
   */
  public Audio soundSince(long from) {
    return Audio.ofSamples(Arrays.copyOfRange(held, (int) (from - firstHeld), heldCount));
  }

  @Override
  public void accept(float[] samples, int count) {
    for (int taken = 0; taken < count; ) {
      int fitting = Math.min(count - taken, Frames.SAMPLES - partial);
      hold(samples, taken, fitting);
      taken += fitting;
      partial += fitting;
      if (partial == Frames.SAMPLES) {
        endFrame();
      }
    }
  }

  /** Ends the recording and emits the rest. */
  public void finish() {
    if (partial > 0) {
      endFrame();
    }
    detector.finish();
    if (start >= 0) {
      emit(soundEnd + MARGIN, 0);
      start = -1;
    }
  }

  private void hold(float[] samples, int from, int count) {
    if (heldCount + count > held.length) {
      long needed = (start >= 0 ? start : begin(quiet.since(decided))) * Frames.SAMPLES;
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

  private void decide(double level, PauseDetector.Kind kind) {
    long now = decided++;
    levels[(int) (now % levels.length)] = level;
    quiet.add(now, kind);
    if (isPause(kind)) {
      if (endsSegment(now + 1, cutting.patience())) {
        endAtPause(now + 1);
      }
      return;
    }
    if (endsSegment(now, cutting.pause())) {
      emit(now, 0);
      start = -1;
    }
    if (start < 0) {
      start = begin(kind == PauseDetector.Kind.QUIET ? quiet.since(now) : now);
      isQuiet = true;
      continues = false;
      seam = start;
    }
    isQuiet &= kind == PauseDetector.Kind.QUIET;
    soundEnd = now + 1;
    if (soundEnd - start >= cutting.longest()) {
      cut(quietest(start + Math.max(SHORTEST, cutting.shortest()), soundEnd - OVERLAP));
    }
  }

  /** What is quiet in a pause may come to be a segment, so both share the pause between them. */
  private void endAtPause(long end) {
    if (quiet.sound() > 0) {
      soundEnd = quietest(soundEnd, end) + 1;
      emit(soundEnd, 0);
    } else {
      emit(Math.min(end, soundEnd + MARGIN), 0);
    }
    start = -1;
  }

  /** Quiet sound is none in a segment of louder sound, nor before there is enough of it. */
  private boolean isPause(PauseDetector.Kind kind) {
    return switch (kind) {
      case PAUSE -> true;
      case LOUD -> false;
      case QUIET ->
          cutting.leastQuiet() > 0 && (start < 0 ? quiet.sound() < cutting.leastQuiet() : !isQuiet);
    };
  }

  /** Where a segment begins whose first frame of sound is given. */
  private long begin(long sound) {
    return Math.max(soundEnd, sound - MARGIN);
  }

  /**
   * Whether the pause up to a frame ends the segment if it has to last as long as {@code least}.
   */
  private boolean endsSegment(long pauseEnd, int least) {
    return start >= 0 && pauseEnd - soundEnd >= least && pauseEnd - start >= cutting.shortest();
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
    emit(frame + OVERLAP, 2 * OVERLAP);
    start = frame - OVERLAP;
    continues = true;
    seam = frame;
  }

  private void emit(long end, int shared) {
    int from = (int) (start * Frames.SAMPLES - firstHeld);
    int to = (int) Math.min(heldCount, end * Frames.SAMPLES - firstHeld);
    Audio sound = Audio.ofSamples(Arrays.copyOfRange(held, from, to));
    segments.accept(
        new Segment(
            start * Frames.SAMPLES,
            sound,
            continues,
            seam * Frames.SAMPLES,
            shared * Frames.SAMPLES));
  }
}
