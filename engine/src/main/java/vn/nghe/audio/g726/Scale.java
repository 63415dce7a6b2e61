// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.g726;

/**
 * The scale of differences: one part that follows the signal fast, one that follows it slowly, and
 * how much of each counts (ITU-T G.726, 4.2.4 and 4.2.5: blocks FUNCTW, FILTD, LIMB, FILTE, MIX,
 * FILTA, FILTB, SUBTC, FILTC, TRIGA).
 */
final class Scale {
  private static final int LEAST = 544;
  private static final int LARGEST = 5120;

  /** Logarithms to base 2 of the scale: · 2⁹, and the slow part with six more bits. */
  private int fast = LEAST;

  private int slow = LEAST << 6;

  /** Mean of what codes say of the speed, over few and over many. */
  private int shortMean;

  private int longMean;

  /** How much the fast part counts, · 2⁸. */
  private int speed;

  /** Logarithm of the slow part, · 2¹⁵. */
  int slow() {
    return slow;
  }

  /** Size of a difference, from its logarithm · 2⁷ on a scale of one (ADDA, ANTILOG). */
  int difference(int logDifference) {
    int log = logDifference + (mixed() >> 2);
    if (log < 0) {
      return 0;
    }
    int exponent = (log >> 7) & 15;
    return ((128 + (log & 127)) << 7) >> (14 - exponent);
  }

  /**
   * Takes what a code says.
   *
   * @param scaleMove logarithm of the scale that the code leads to, · 2⁹ · 2⁵ over the present one
   * @param speedMove speed that it leads to
   * @param isTone whether the signal is the partial band of a modem
   * @param isTransition whether a modem changes its state
   */
  void adapt(int scaleMove, int speedMove, boolean isTone, boolean isTransition) {
    int mixed = mixed();
    fast = Math.clamp(mixed + ((scaleMove - mixed) >> 5), LEAST, LARGEST);
    slow += fast + (-slow >> 6);
    shortMean += (speedMove - shortMean) >> 5;
    longMean += ((speedMove << 2) - longMean) >> 7;
    boolean isFast =
        mixed < 1536 || isTone || Math.abs((shortMean << 2) - longMean) >= longMean >> 3;
    speed = isTransition ? 256 : speed + (((isFast ? 512 : 0) - speed) >> 4);
  }

  private int mixed() {
    if (speed >= 256) {
      return fast;
    }
    int base = slow >> 6;
    int difference = fast - base;
    int weight = speed >> 2;
    // Towards zero, as the sign and the size are multiplied apart.
    return base + ((difference * weight + (difference < 0 ? 63 : 0)) >> 6);
  }
}
