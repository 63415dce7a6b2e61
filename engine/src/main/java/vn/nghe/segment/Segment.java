// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

import vn.nghe.audio.Audio;

/**
 * The part of a recording between two cuts, recognised by itself.
 *
 * @param firstSample where in the recording it begins
 * @param sound its sound, with some of the pause before and after it
 * @param continues whether it was cut where there was no pause, so that its beginning overlaps the
 *     end of the segment before it and words of both have to be matched
 * @param seam the sample of the recording where the two were cut: in the middle of the overlap, or
 *     where this one begins if they do not overlap
 * @param shared samples at its end that the next segment has, too, since this one was cut where
 *     there was no pause; else 0
 */
public record Segment(long firstSample, Audio sound, boolean continues, long seam, int shared) {
  /** Where it begins, in seconds from the start of the recording. */
  public double start() {
    return (double) firstSample / Audio.SAMPLE_RATE;
  }

  /** The seam, in seconds from the start of the recording. */
  public double seamTime() {
    return (double) seam / Audio.SAMPLE_RATE;
  }

  /**
   * The time before which words are stable, since no later segment contains it, in seconds from the
   * start of the recording.
   */
  public double stableTime() {
    return (double) (firstSample + sound.length() - shared) / Audio.SAMPLE_RATE;
  }
}
