// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.adpcm;

/**
 * One channel of IMA ADPCM: the last sample, to which differences are added, and the size of their
 * step (IMA, Recommended Practices for Enhancing Digital Audio Compatibility, 1992, section 6).
 */
final class Channel {
  static final int LARGEST_INDEX = 88;

  private static final int[] STEPS = {
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73,
    80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494,
    544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499,
    2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442,
    11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767
  };

  /** By the size of a difference: how the index of the step changes. */
  private static final int[] CHANGES = {-1, -1, -1, -1, 2, 4, 6, 8};

  private int sample;
  private int index;

  /**
   * Starts anew from what a block says.
   *
   * @param sample on the scale of 16 bits
   * @param index of the step; what is out of range counts as the nearest
   */
  void set(int sample, int index) {
    this.sample = sample;
    this.index = Math.clamp(index, 0, LARGEST_INDEX);
  }

  int sample() {
    return sample;
  }

  int index() {
    return index;
  }

  /** Takes the next difference. Returns the sample as an amplitude. */
  float next(int code) {
    int step = STEPS[index];
    int difference = step >> 3;
    difference += (code & 4) == 0 ? 0 : step;
    difference += (code & 2) == 0 ? 0 : step >> 1;
    difference += (code & 1) == 0 ? 0 : step >> 2;
    sample = Halves.saturate((code & 8) == 0 ? sample + difference : sample - difference);
    index = Math.clamp(index + CHANGES[code & 7], 0, LARGEST_INDEX);
    return sample / 0x1p15f;
  }
}
