// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

import java.util.Arrays;

/** The algebraic codebooks of AMR narrowband: a few pulses of height 1 (TS 26.090, 5.7). */
final class NarrowPulses {
  private static final int[] GRAY = Tables.NARROWBAND.integers("gray");
  private static final int[] POSITIONS = Tables.NARROWBAND.integers("positions");
  private static final int TRACKS_122 = 5;
  private static final int TRACKS_102 = 4;

  private NarrowPulses() {}

  /** How many parameters {@link #decode} takes. */
  static int parameters(NarrowMode mode) {
    return switch (mode) {
      case R122 -> 2 * TRACKS_122;
      case R102 -> TRACKS_102 + 3;
      default -> 2;
    };
  }

  /**
   * Places a subframe's pulses.
   *
   * @param parameters the frame's parameters
   * @param at index of the first that belongs to the pulses
   * @param target all samples of the subframe
   */
  static void decode(NarrowMode mode, int subframe, int[] parameters, int at, float[] target) {
    Arrays.fill(target, 0);
    switch (mode) {
      case R122 -> placeTen(parameters, at, target);
      case R102 -> placeEight(parameters, at, target);
      default -> {
        int[] positions = positions(mode, subframe, parameters[at]);
        int signs = parameters[at + 1];
        for (int i = 0; i < positions.length; i++) {
          // Where two pulses meet, the last counts.
          target[positions[i]] = ((signs >> i) & 1) != 0 ? 1 : -1;
        }
      }
    }
  }

  private static int[] positions(NarrowMode mode, int subframe, int code) {
    int first = code & 7;
    return switch (mode) {
      case R475, R515 -> {
        int row = ((code >> 6) & 1) * 8 + 2 * subframe;
        yield new int[] {5 * first + POSITIONS[row], 5 * ((code >> 3) & 7) + POSITIONS[row + 1]};
      }
      case R590 -> {
        int track = (code >> 4) & 3;
        yield new int[] {
          5 * ((code >> 1) & 7) + 2 * (code & 1) + 1,
          5 * ((code >> 6) & 7) + (track == 3 ? 4 : track)
        };
      }
      case R670 ->
          new int[] {
            5 * first,
            5 * ((code >> 4) & 7) + 2 * ((code >> 3) & 1) + 1,
            5 * ((code >> 8) & 7) + 2 * ((code >> 7) & 1) + 2
          };
      default ->
          new int[] {
            5 * GRAY[first],
            5 * GRAY[(code >> 3) & 7] + 1,
            5 * GRAY[(code >> 6) & 7] + 2,
            5 * GRAY[(code >> 10) & 7] + ((code >> 9) & 1) + 3
          };
    };
  }

  /** Two pulses on each of five tracks. */
  private static void placeTen(int[] parameters, int at, float[] target) {
    for (int track = 0; track < TRACKS_122; track++) {
      int code = parameters[at + track];
      int first = 5 * GRAY[code & 7] + track;
      int second = 5 * GRAY[parameters[at + track + TRACKS_122] & 7] + track;
      placePair(target, first, second, ((code >> 3) & 1) != 0);
    }
  }

  /**
   * Two pulses on each of four tracks: signs, then positions, of which the lowest bits stand by
   * themselves and the rest are digits to base 5.
   */
  private static void placeEight(int[] parameters, int at, float[] target) {
    int[] positions = new int[2 * TRACKS_102];
    unpackThree(parameters[at + TRACKS_102], positions, 0, 4, 1);
    unpackThree(parameters[at + TRACKS_102 + 1], positions, 2, 6, 5);
    int code = parameters[at + TRACKS_102 + 2];
    int digits = ((code >> 2) * 25 + 12) >> 5;
    int low = digits % 5;
    int high = digits / 5;
    positions[3] = 2 * ((high & 1) != 0 ? 4 - low : low) + (code & 1);
    positions[7] = 2 * high + ((code >> 1) & 1);
    for (int track = 0; track < TRACKS_102; track++) {
      int first = TRACKS_102 * positions[track] + track;
      int second = TRACKS_102 * positions[track + TRACKS_102] + track;
      placePair(target, first, second, parameters[at + track] != 0);
    }
  }

  private static void unpackThree(int code, int[] positions, int a, int b, int c) {
    int digits = Math.min(code >> 3, 124);
    positions[a] = 2 * (digits % 5) + (code & 1);
    positions[b] = 2 * (digits / 5 % 5) + ((code >> 1) & 1);
    positions[c] = 2 * (digits / 25) + ((code >> 2) & 1);
  }

  /** The order of two pulses tells whether their signs differ. */
  private static void placePair(float[] target, int first, int second, boolean isNegative) {
    float sign = isNegative ? -1 : 1;
    target[first] = sign;
    target[second] += second < first ? -sign : sign;
  }
}
