// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.Objects;

/**
 * A word with its times: what stands between two spaces, in Vietnamese one syllable.
 *
 * @param text the word in NFC, without surrounding space
 * @param start where it begins, in seconds from the start of the audio
 * @param end where it ends, in seconds; never before {@code start}
 * @param confidence confidence, from 0 to 1
 */
public record Word(String text, double start, double end, double confidence) {
  public Word {
    Objects.requireNonNull(text, "text");
    if (!(start >= 0 && end >= start)) {
      throw new IllegalArgumentException("word spans " + start + " s to " + end + " s");
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is outside 0 to 1");
    }
  }

  /** The same word of sound that begins some seconds later. */
  public Word later(double seconds) {
    return new Word(text, start + seconds, end + seconds, confidence);
  }

  /** The natural logarithm of the confidence, zero or less; never infinite. */
  public double logProbability() {
    // A confidence that underflowed to 0 must not turn into minus infinity, which JSON lacks.
    return Math.log(Math.max(confidence, Double.MIN_NORMAL));
  }

  /** The middle between start and end, in seconds. */
  public double middle() {
    return (start + end) / 2;
  }
}
