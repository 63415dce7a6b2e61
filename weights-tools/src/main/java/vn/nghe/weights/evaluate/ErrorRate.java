// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

/**
 * Errors divided by the length of the references. Rates of several clips are pooled, as in jiwer:
 * errors and lengths are summed, so a long clip weighs more than a short one.
 *
 * @param errors substitutions, deletions and insertions together
 * @param length the number of words or characters of the references
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

  /** Errors in the characters of one clip, spaces between words included. */
  static ErrorRate ofCharacters(ScoringText reference, ScoringText hypothesis) {
    int errors = EditDistance.between(reference.characters(), hypothesis.characters());
    return new ErrorRate(errors, reference.characters().size());
  }

  /** The rate over both clips or sets of clips. */
  ErrorRate plus(ErrorRate other) {
    return new ErrorRate(errors + other.errors, length + other.length);
  }

  /** The rate in percent; above 100 with many insertions. NaN if the length is 0. */
  public double percent() {
    return 100.0 * errors / length;
  }
}
