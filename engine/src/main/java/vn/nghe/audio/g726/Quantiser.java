// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.g726;

/** What depends on the rate, by the size of a code (ITU-T G.726, tables 5 to 14). */
enum Quantiser {
  TWO(2, new int[] {116, 365}, new int[] {-704, 14_048}, new int[] {0, 7}),
  THREE(
      3,
      new int[] {-2048, 135, 273, 373},
      new int[] {-128, 960, 4384, 18_624},
      new int[] {0, 1, 2, 7}),
  FOUR(
      4,
      new int[] {-2048, 4, 135, 213, 273, 323, 373, 425},
      new int[] {-384, 576, 1312, 2048, 3584, 6336, 11_360, 35_904},
      new int[] {0, 0, 0, 1, 1, 1, 3, 7}),
  FIVE(
      5,
      new int[] {-2048, -66, 28, 104, 169, 224, 274, 318, 358, 395, 429, 459, 488, 514, 539, 566},
      new int[] {
        448, 448, 768, 1248, 1280, 1312, 1856, 3200, 4512, 5728, 7008, 8960, 11_456, 14_080, 16_928,
        22_272
      },
      new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 6});

  private final int bits;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into them.
  private final int[] logDifferences;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into them.
  private final int[] scaleMoves;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into them.
  private final int[] speedMoves;

  Quantiser(int bits, int[] logDifferences, int[] scaleMoves, int[] speedMoves) {
    this.bits = bits;
    this.logDifferences = logDifferences;
    this.scaleMoves = scaleMoves;
    this.speedMoves = speedMoves;
  }

  /** The one for codes of {@code bits}, 2 to 5. */
  static Quantiser of(int bits) {
    return switch (bits) {
      case 2 -> TWO;
      case 3 -> THREE;
      case 4 -> FOUR;
      case 5 -> FIVE;
      default -> throw new IllegalArgumentException("G.726 has no codes of " + bits + " bits");
    };
  }

  int bits() {
    return bits;
  }

  /** Whether a code stands for a negative difference. */
  boolean isNegative(int code) {
    return code >= logDifferences.length;
  }

  /** Logarithm to base 2 of the size of the difference, · 2⁷, on a scale of one. */
  int logDifference(int code) {
    return logDifferences[size(code)];
  }

  /** What the code moves the logarithm of the scale to, · 2⁹ · 2⁵ (W of table 7 and its like). */
  int scaleMove(int code) {
    return scaleMoves[size(code)];
  }

  /** What the code moves the speed of adaptation to (F of table 9 and its like), · 2⁹. */
  int speedMove(int code) {
    return speedMoves[size(code)] << 9;
  }

  /** Codes of negative differences count down. */
  private int size(int code) {
    int sizes = logDifferences.length;
    return code < sizes ? code : 2 * sizes - 1 - code;
  }
}
