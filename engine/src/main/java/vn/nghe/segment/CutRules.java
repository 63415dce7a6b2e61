// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

import java.time.Duration;
import vn.nghe.features.Frames;

/**
 * The rules by which a {@link Segmenter} cuts, in frames.
 *
 * @param shortest the least length of a segment with its pause, so that neither a cough nor a word
 *     is recognised without its context; the same holds for a cut without a pause
 * @param pause the length of a pause that ends a segment once sound follows it
 * @param patience the length of a pause that ends a segment whatever follows, at least {@code
 *     pause}; it delays the text of the segment
 * @param longest a segment without such a pause is cut after this many; at least 2 s more than
 *     {@code shortest}, and 5 s, so that there is a choice of where
 * @param ahead look-ahead: the frames after a frame that it is compared with; it delays every
 *     decision
 * @param leastQuiet frames of sound that a passage which is quiet beside the loudest nearby needs
 *     to be speech, the other party of a call; less is a pause, as a breath is
 */
public record CutRules(
    int shortest, int pause, int patience, int longest, int ahead, int leastQuiet) {
  /**
   * For recordings, where latency does not matter: a pause of 0.6 s, in which a speaker takes
   * breath, ends a segment, which includes up to 1 s of the pause, as clips do.
   *
   * <p>Segments of 8 s or more have a sentence or two: a noise by itself becomes words, and half a
   * sentence lacks the context of the other half. Over 20 minutes of clips joined with a second of
   * silence after each, 8 s take 2.0 points off the word error rate that 3 s have, and 1.8 with two
   * seconds; 5 s take nothing off.
   */
  public static final CutRules RECORDING = new CutRules(400, 30, Segmenter.MARGIN, 600, 50, 0);

  /**
   * Look-ahead of live speech: 0.2 s, about a syllable. It tells a weak consonant inside a word
   * from a pause, at low latency.
   */
  private static final int LIVE_AHEAD = 10;

  /** 0.8 s, as two or three words have, and few breaths. */
  private static final int LIVE_LEAST_QUIET = 40;

  public CutRules {
    if (shortest < 0
        || pause < 1
        || patience < pause
        || longest < Math.max(shortest, Segmenter.SHORTEST) + 2 * Segmenter.OVERLAP
        || ahead < 0
        || leastQuiet < 0) {
      throw new IllegalArgumentException(
          "shortest %d, pause %d, patience %d, longest %d, ahead %d, leastQuiet %d"
              .formatted(shortest, pause, patience, longest, ahead, leastQuiet));
    }
  }

  /**
   * For live speech: a pause ends a segment of any length, since the speaker waits for the text. A
   * breath must not delay it, so quiet sound after louder speech is a pause at first. If it goes
   * on, it becomes a segment of its own, from where it began.
   *
   * @param pause ends a segment; rounded to frames
   * @param longest a segment without such a pause, at least 5 s
   */
  public static CutRules live(Duration pause, Duration longest) {
    return new CutRules(
        0, frames(pause), frames(pause), frames(longest), LIVE_AHEAD, LIVE_LEAST_QUIET);
  }

  /** The longest segment there can be, in samples. */
  public int mostSamples() {
    return (longest + Segmenter.MARGIN + Segmenter.OVERLAP) * Frames.SAMPLES;
  }

  private static int frames(Duration duration) {
    return Math.toIntExact(duration.toMillis() * Frames.PER_SECOND / 1000);
  }
}
