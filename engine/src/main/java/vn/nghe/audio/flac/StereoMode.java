// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

/** How a FLAC frame writes its channels (RFC 9639, section 4.2). */
enum StereoMode {
  /** Each channel by itself. */
  INDEPENDENT,
  /** The left channel and left minus right. */
  LEFT_SIDE,
  /** Left minus right and the right channel. */
  SIDE_RIGHT,
  /** The channels' mean, rounded down, and left minus right. */
  MID_SIDE;

  /** The way that a frame header's channel code stands for; below 8 it is a number of channels. */
  static StereoMode of(int code) {
    return switch (code) {
      case 8 -> LEFT_SIDE;
      case 9 -> SIDE_RIGHT;
      case 10 -> MID_SIDE;
      default -> INDEPENDENT;
    };
  }

  /** Bits that a channel takes beyond those of a sample: a difference needs one more. */
  int extraBits(int channel) {
    return switch (this) {
      case INDEPENDENT -> 0;
      case SIDE_RIGHT -> channel == 0 ? 1 : 0;
      case LEFT_SIDE, MID_SIDE -> channel == 1 ? 1 : 0;
    };
  }

  /** Turns the channels as written into left and right, in place. */
  void restore(long[][] channels, int count) {
    if (this == INDEPENDENT) {
      return;
    }
    long[] first = channels[0];
    long[] second = channels[1];
    for (int i = 0; i < count; i++) {
      long a = first[i];
      long b = second[i];
      switch (this) {
        case INDEPENDENT -> {}
        case LEFT_SIDE -> second[i] = a - b;
        case SIDE_RIGHT -> first[i] = a + b;
        case MID_SIDE -> {
          // The bit that the mean lost is the lowest of the difference.
          long sum = (a << 1) | (b & 1);
          first[i] = (sum + b) >> 1;
          second[i] = (sum - b) >> 1;
        }
      }
    }
  }
}
