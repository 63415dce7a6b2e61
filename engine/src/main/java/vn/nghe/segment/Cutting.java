// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

import java.time.Duration;

/**
 * Where a {@link Segmenter} cuts, in frames of 20 ms.
 *
 * @param pause how long a pause ends a segment once sound follows it
 * @param patience how long a pause ends a segment whatever follows, at least {@code pause}: a
 *     segment waits for that, and so does who wants its text
 * @param longest a segment is cut after this many although there is no such pause
 * @param ahead frames after a frame that decide with those before it whether it pauses: as long as
 *     that, every decision waits
 */
public record Cutting(int pause, int patience, int longest, int ahead) {
  /**
   * For recordings, where nobody waits: 0.6 s, where a speaker takes breath, ends a segment, which
   * takes in up to 1 s of the pause, as clips have it.
   */
  public static final Cutting RECORDING = new Cutting(30, Segmenter.MARGIN, 600, 50);

  /**
   * Frames that live speech is decided ahead with: 0.2 s, about a syllable. A weak consonant amid a
   * word is told from a pause by what follows it, and nobody waits long.
   */
  private static final int LIVE_AHEAD = 10;

  private static final int FRAMES_PER_SECOND = 50;

  public Cutting {
    if (pause < 1 || patience < pause || longest < Segmenter.SHORTEST_LIMIT || ahead < 0) {
      throw new IllegalArgumentException(
          "pause %d, patience %d, longest %d, ahead %d".formatted(pause, patience, longest, ahead));
    }
  }

  /**
   * For speech that is listened to as it comes.
   *
   * @param pause ends a segment; rounded to frames
   * @param longest a segment without such a pause, at least 5 s
   */
  public static Cutting live(Duration pause, Duration longest) {
    return new Cutting(frames(pause), frames(pause), frames(longest), LIVE_AHEAD);
  }

  /** The longest segment there can be, in samples. */
  public int mostSamples() {
    return (longest + Segmenter.MARGIN + Segmenter.OVERLAP) * Segmenter.FRAME;
  }

  private static int frames(Duration duration) {
    return Math.toIntExact(duration.toMillis() * FRAMES_PER_SECOND / 1000);
  }
}
