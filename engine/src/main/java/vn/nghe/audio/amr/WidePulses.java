// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

import java.util.Arrays;

/**
 * The algebraic codebooks of AMR wideband: one to six pulses on each of four tracks of 16 positions
 * (TS 26.190, 5.8.2). A code for n pulses splits into codes for fewer pulses on half of the track.
 */
final class WidePulses {
  private static final int TRACKS = 4;
  private static final int POSITION_BITS = 4;

  /** Set in a position where the pulse is negative. */
  private static final int NEGATIVE = 1 << POSITION_BITS;

  private static final int MOST = 6;

  private final int[] positions = new int[MOST];

  /** Places a subframe's pulses. */
  void decode(WideMode mode, FrameBits in, float[] target) {
    Arrays.fill(target, 0);
    switch (mode) {
      case R660 -> decodeTwo(in.next(12), target);
      case R885 -> decodeTracks(in, new int[] {0, 0, 0, 0}, new int[] {5, 5, 5, 5}, target);
      case R1265 -> decodeTracks(in, new int[] {0, 0, 0, 0}, new int[] {9, 9, 9, 9}, target);
      case R1425 -> decodeTracks(in, new int[] {0, 0, 0, 0}, new int[] {13, 13, 9, 9}, target);
      case R1585 -> decodeTracks(in, new int[] {0, 0, 0, 0}, new int[] {13, 13, 13, 13}, target);
      case R1825 -> decodeTracks(in, new int[] {2, 2, 2, 2}, new int[] {14, 14, 14, 14}, target);
      case R1985 -> decodeTracks(in, new int[] {10, 10, 2, 2}, new int[] {10, 10, 14, 14}, target);
      case R2305, R2385 ->
          decodeTracks(in, new int[] {11, 11, 11, 11}, new int[] {11, 11, 11, 11}, target);
    }
  }

  /** Two pulses, one on even samples and one on odd ones. */
  private static void decodeTwo(int code, float[] target) {
    target[(code >> 5) & 62] = ((code >> 11) & 1) == 0 ? 1 : -1;
    target[2 * (code & 31) + 1] = ((code >> 5) & 1) == 0 ? 1 : -1;
  }

  /** Reads the upper bits of the codes of all tracks, then the lower. */
  private void decodeTracks(FrameBits in, int[] upper, int[] lower, float[] target) {
    int[] codes = new int[TRACKS];
    for (int track = 0; track < TRACKS; track++) {
      codes[track] = upper[track] == 0 ? 0 : in.next(upper[track]) << lower[track];
    }
    for (int track = 0; track < TRACKS; track++) {
      codes[track] |= in.next(lower[track]);
      int pulses = place(upper[track] + lower[track], codes[track]);
      for (int i = 0; i < pulses; i++) {
        int sample = TRACKS * (positions[i] & (NEGATIVE - 1)) + track;
        target[sample] += (positions[i] & NEGATIVE) == 0 ? 1 : -1;
      }
    }
  }

  /** Gives the number of pulses, having put them into {@link #positions}. */
  private int place(int width, int code) {
    return switch (width) {
      case 5 -> {
        one(code, POSITION_BITS, 0, 0);
        yield 1;
      }
      case 9 -> {
        two(code, POSITION_BITS, 0, 0);
        yield 2;
      }
      case 13 -> {
        three(code, POSITION_BITS, 0, 0);
        yield 3;
      }
      case 16 -> {
        four(code, POSITION_BITS, 0, 0);
        yield 4;
      }
      case 20 -> {
        five(code, POSITION_BITS, 0, 0);
        yield 5;
      }
      default -> {
        six(code);
        yield MOST;
      }
    };
  }

  private void one(int code, int bits, int offset, int at) {
    int position = (code & mask(bits)) + offset;
    positions[at] = bit(code, bits) ? position | NEGATIVE : position;
  }

  /** The order of two pulses tells whether their signs differ. */
  private void two(int code, int bits, int offset, int at) {
    int first = ((code >> bits) & mask(bits)) + offset;
    int second = (code & mask(bits)) + offset;
    boolean isNegative = bit(code, 2 * bits);
    boolean differs = second < first;
    positions[at] = isNegative ? first | NEGATIVE : first;
    positions[at + 1] = isNegative != differs ? second | NEGATIVE : second;
  }

  /** Two pulses on the same half, one anywhere. */
  private void three(int code, int bits, int offset, int at) {
    two(code & mask(2 * bits - 1), bits - 1, half(code, 2 * bits - 1, bits, offset), at);
    one((code >> (2 * bits)) & mask(bits + 1), bits, offset, at + 2);
  }

  /** Two pulses on the same half, two anywhere. */
  private void fourAnywhere(int code, int bits, int offset, int at) {
    two(code & mask(2 * bits - 1), bits - 1, half(code, 2 * bits - 1, bits, offset), at);
    two((code >> (2 * bits)) & mask(2 * bits + 1), bits, offset, at + 2);
  }

  private void four(int code, int bits, int offset, int at) {
    int less = bits - 1;
    int upper = offset + (1 << less);
    switch ((code >> (4 * bits - 2)) & 3) {
      case 0 -> fourAnywhere(code, less, bit(code, 4 * less + 1) ? upper : offset, at);
      case 1 -> {
        one(code >> (3 * less + 1), less, offset, at);
        three(code, less, upper, at + 1);
      }
      case 2 -> {
        two(code >> (2 * less + 1), less, offset, at);
        two(code, less, upper, at + 2);
      }
      default -> {
        three(code >> (less + 1), less, offset, at);
        one(code, less, upper, at + 3);
      }
    }
  }

  private void five(int code, int bits, int offset, int at) {
    three(code >> (2 * bits + 1), bits - 1, half(code, 5 * bits - 1, bits, offset), at);
    two(code, bits, offset, at + 3);
  }

  private void six(int code) {
    int bits = POSITION_BITS;
    int less = bits - 1;
    int upper = 1 << less;
    boolean isUpper = bit(code, 6 * bits - 5);
    int most = isUpper ? upper : 0;
    int other = isUpper ? 0 : upper;
    switch ((code >> (6 * bits - 4)) & 3) {
      case 0 -> {
        five(code >> bits, less, most, 0);
        one(code, less, most, 5);
      }
      case 1 -> {
        five(code >> bits, less, most, 0);
        one(code, less, other, 5);
      }
      case 2 -> {
        four(code >> (2 * less + 1), less, most, 0);
        two(code, less, other, 4);
      }
      default -> {
        three(code >> (3 * less + 1), less, 0, 0);
        three(code, less, upper, 3);
      }
    }
  }

  private static int half(int code, int bit, int bits, int offset) {
    return bit(code, bit) ? offset + (1 << (bits - 1)) : offset;
  }

  private static boolean bit(int code, int bit) {
    return ((code >> bit) & 1) != 0;
  }

  private static int mask(int bits) {
    return (1 << bits) - 1;
  }
}
