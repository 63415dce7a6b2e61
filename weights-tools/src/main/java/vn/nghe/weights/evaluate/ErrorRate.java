// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

/**
 * Errors against the length of what was to be recognised. Rates of several clips are pooled, as
 * jiwer does it: errors and lengths are each summed, so that a long clip weighs more than a short
 * one.
 *
 * @param errors substitutions, deletions and insertions together
 * @param length how many words or characters the references have
 */
public record ErrorRate(long errors, long length) {
  static final ErrorRate NONE = new ErrorRate(0, 0);

  public ErrorRate {
    if (errors < 0 || length < 0) {
      throw new IllegalArgumentException(errors + " errors in " + length);
    }
  }

  /** Errors in the words of one clip. */
  static ErrorRate ofWords(ScoringText reference, ScoringText hypothesis) {
    int errors = EditDistance.between(reference.words(), hypothesis.words());
    return new ErrorRate(errors, reference.words().size());
  }

  /** Errors in the characters of one clip, the spaces between words counted as characters. */
  static ErrorRate ofCharacters(ScoringText reference, ScoringText hypothesis) {
    int errors = EditDistance.between(reference.characters(), hypothesis.characters());
    return new ErrorRate(errors, reference.characters().size());
  }

  /** The rate over both clips or sets of clips. */
  ErrorRate plus(ErrorRate other) {
    return new ErrorRate(errors + other.errors, length + other.length);
  }

  /** Errors per hundred; insertions can take it past 100. Not a number if the length is 0. */
  public double percent() {
    return 100.0 * errors / length;
  }
}
