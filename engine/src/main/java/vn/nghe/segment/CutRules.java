// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

import java.time.Duration;
import vn.nghe.features.Frames;

/**
 * Where a {@link Segmenter} cuts, in frames of 20 ms.
 *
 * @param shortest a pause ends no segment that is not as long as this with it, so that neither a
 *     cough nor a word is recognised without what surrounds it; nor does a cut amid sound
 * @param pause how long a pause ends a segment once sound follows it
 * @param patience how long a pause ends a segment whatever follows, at least {@code pause}: a
 *     segment waits for that, and so does who wants its text
 * @param longest a segment is cut after this many although there is no such pause; at least 2 s
 *     longer than {@code shortest}, and 5 s, to have a choice of where
 * @param ahead frames after a frame that decide with those before it whether it pauses: as long as
 *     that, every decision waits
 */
public record CutRules(int shortest, int pause, int patience, int longest, int ahead) {
  /**
   * For recordings, where nobody waits: 0.6 s, where a speaker takes breath, ends a segment, which
   * takes in up to 1 s of the pause, as clips have it.
   *
   * <p>Segments of 8 s or more have a sentence or two: by itself a noise before a sentence becomes
   * words, and half a sentence lacks what the language model knows of the other. Over 20 minutes of
   * clips joined with a second of silence after each, 8 s take 2.0 points off the word error rate
   * that 3 s have, and 1.8 with two seconds; 5 s take nothing off.
   */
  public static final CutRules RECORDING = new CutRules(400, 30, Segmenter.MARGIN, 600, 50);

  /**
   * Frames that live speech is decided ahead with: 0.2 s, about a syllable. A weak consonant amid a
   * word is told from a pause by what follows it, and nobody waits long.
   */
  private static final int LIVE_AHEAD = 10;

  public CutRules {
    if (shortest < 0
        || pause < 1
        || patience < pause
        || longest < Math.max(shortest, Segmenter.SHORTEST) + 2 * Segmenter.OVERLAP
        || ahead < 0) {
      throw new IllegalArgumentException(
          "shortest %d, pause %d, patience %d, longest %d, ahead %d"
              .formatted(shortest, pause, patience, longest, ahead));
    }
  }

  /**
   * For speech that is listened to as it comes: a pause ends a segment however short, since who
   * said a word is waiting for it.
   *
   * @param pause ends a segment; rounded to frames
   * @param longest a segment without such a pause, at least 5 s
   */
  public static CutRules live(Duration pause, Duration longest) {
    return new CutRules(0, frames(pause), frames(pause), frames(longest), LIVE_AHEAD);
  }

  /** The longest segment there can be, in samples. */
  public int mostSamples() {
    return (longest + Segmenter.MARGIN + Segmenter.OVERLAP) * Frames.SAMPLES;
  }

  private static int frames(Duration duration) {
    return Math.toIntExact(duration.toMillis() * Frames.PER_SECOND / 1000);
  }
}
