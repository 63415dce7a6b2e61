// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/**
 * The pitch lag of AMR narrowband in whole samples and sixths (TS 26.090, 5.6.1). In the first and
 * third subframe it stands by itself, otherwise near the one before.
 */
final class NarrowPitch {
  static final int LONGEST = 143;

  private static final int SHORTEST = 20;
  private static final int SHORTEST_122 = 18;

  private int lag = 40;
  private int sixths;

  /** Whole samples. */
  int lag() {
    return lag;
  }

  /** To be added to the lag, -3 to 3. */
  int sixths() {
    return sixths;
  }

  void decode(NarrowMode mode, int subframe, int code) {
    boolean isWhole = subframe == 0 || (subframe == 2 && !mode.isUpTo(NarrowMode.R515));
    if (mode == NarrowMode.R122) {
      decodeSixths(code, isWhole);
    } else if (isWhole) {
      lag = code < 197 ? (code + 59) / 3 : code - 112;
      sixths = code < 197 ? 2 * (code - 3 * lag + 58) : 0;
    } else if (mode.isUpTo(NarrowMode.R670)) {
      decodeFourBits(code);
    } else {
      boolean isWide = mode == NarrowMode.R795;
      int least = least(SHORTEST, isWide ? 10 : 5, isWide ? 19 : 9);
      int step = (code + 2) / 3 - 1;
      lag = least + step;
      sixths = 2 * (code - 2 - 3 * step);
    }
  }

  private void decodeSixths(int code, boolean isWhole) {
    if (isWhole) {
      lag = code < 463 ? (code + 5) / 6 + 17 : code - 368;
      sixths = code < 463 ? code - 6 * lag + 105 : 0;
      return;
    }
    int least = least(SHORTEST_122, 5, 9);
    // The three codes that are left over keep the lag.
    if (code < 61) {
      int step = (code + 5) / 6 - 1;
      lag = least + step;
      sixths = code - 3 - 6 * step;
    } else {
      sixths = 0;
    }
  }

  /** Whole samples far from the last lag, thirds near it. */
  private void decodeFourBits(int code) {
    int centre = least(SHORTEST, 5, 9) + 5;
    if (code < 4) {
      lag = centre - 5 + code;
      sixths = 0;
    } else if (code < 12) {
      int step = Math.floorDiv(code - 5, 3) - 1;
      lag = centre + step;
      sixths = 2 * (code - 9 - 3 * step);
    } else {
      lag = centre + 1 + code - 12;
      sixths = 0;
    }
  }

  private int least(int shortest, int below, int range) {
    return Math.min(Math.max(lag - below, shortest), LONGEST - range);
  }
}
