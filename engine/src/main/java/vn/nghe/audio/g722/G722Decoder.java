// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.g722;

import vn.nghe.audio.packet.BlockDecoder;

/**
 * Decodes G.722 in its mode 1, 64 kbit/s: one channel at 16 kHz, two samples in each byte, six bits
 * of which code the band below 4 kHz and two the band above. Arithmetic is that of ITU-T G.722
 * (09/2012), section 6.2, bit for bit.
 */
public final class G722Decoder implements BlockDecoder {
  /** Samples per second. */
  public static final int SAMPLE_RATE = 16_000;

  private static final int BLOCK = 1 << 10;

  /** The band's widest signal (blocks 5L and 3H: LIMIT). */
  private static final int LOUDEST = 1 << 14;

  /** How much a code moves the scale of the low band (table 14: WL), by the entry of table 13. */
  private static final int[] LOW_MOVES = {-60, -30, 58, 172, 334, 538, 1198, 3042};

  private static final int[] LOW_MOVE_OF_CODE = {0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0};

  /** Quantised differences of the low band by their upper four bits (QQ4), and by all six (QQ6). */
  private static final int[] LOW_4 = {
    0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584,
    1200, 0
  };

  private static final int[] LOW_6 = {
    -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232,
    -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776,
    -2400, -2032, -1688, -1360, -1040, -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192,
    10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032,
    1688, 1360, 1040, 728, 432, 136, -432, -136
  };

  /** The same of the high band (WH, QQ2). */
  private static final int[] HIGH_MOVE_OF_CODE = {798, -214, 798, -214};

  private static final int[] HIGH_2 = {-7408, -1616, 7408, 1616};

  /** Every other coefficient of the filter that joins the bands (table 11), · 2¹². */
  private static final int[] JOIN = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

  private final Band low = new Band(8, 18_432, 32);
  private final Band high = new Band(10, 22_528, 8);

  /** Sums of the bands and their differences, newest first. */
  private final int[] sums = new int[JOIN.length];

  private final int[] differences = new int[JOIN.length];

  @Override
  public int blockBytes() {
    return BLOCK;
  }

  @Override
  public int blockFrames() {
    return 2 * BLOCK;
  }

  @Override
  public int decode(byte[] block, int length, float[] interleaved) {
    for (int i = 0; i < length; i++) {
      int lower = decodeLow(block[i] & 0x3F);
      int higher = decodeHigh((block[i] >> 6) & 3);
      push(sums, lower + higher);
      push(differences, lower - higher);
      int first = 0;
      int second = 0;
      int last = JOIN.length - 1;
      for (int k = 0; k <= last; k++) {
        first += differences[k] * JOIN[k];
        second += sums[k] * JOIN[last - k];
      }
      interleaved[2 * i] = Math.clamp(first >> 11, -0x8000, 0x7FFF) / 0x1p15f;
      interleaved[2 * i + 1] = Math.clamp(second >> 11, -0x8000, 0x7FFF) / 0x1p15f;
    }
    return 2 * length;
  }

  private int decodeLow(int code) {
    int sound = low.predicted() + low.scaled(LOW_6[code]);
    int coarse = code >> 2;
    low.adapt(low.scaled(LOW_4[coarse]), LOW_MOVES[LOW_MOVE_OF_CODE[coarse]]);
    return Math.clamp(sound, -LOUDEST, LOUDEST - 1);
  }

  private int decodeHigh(int code) {
    int difference = high.scaled(HIGH_2[code]);
    int sound = high.predicted() + difference;
    high.adapt(difference, HIGH_MOVE_OF_CODE[code]);
    return Math.clamp(sound, -LOUDEST, LOUDEST - 1);
  }

  private static void push(int[] delayed, int value) {
    System.arraycopy(delayed, 0, delayed, 1, delayed.length - 1);
    delayed[0] = value;
  }
}
