// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

/**
 * Makes left and right of channels that were coded together in layer III (ISO/IEC 11172-3,
 * 2.4.3.4.9; 13818-3, 2.4.3.2): middle and side, and bands of one sound with a direction, which the
 * scale factors of the right channel tell.
 */
final class JointStereo {
  private static final float HALF_POWER = (float) Math.sqrt(0.5);
  private static final int WINDOWS = 3;

  /** The direction of MPEG-1 that is as loud left as right. */
  private static final int MIDDLE = 3;

  private JointStereo() {}

  /**
   * Restores both channels in place.
   *
   * @param factors of the right channel
   * @param granule what is said of the right channel
   */
  static void restore(
      Mp3Header header, Granule granule, ScaleFactors factors, Lines left, Lines right) {
    boolean[] directed = header.isIntensity() ? directed(right) : new boolean[right.bands()];
    int line = 0;
    for (int band = 0; band < right.bands(); band++) {
      int end = right.end(band);
      int known = header.isMpeg1() ? withFactor(right, band) : band;
      boolean isTold = directed[band] && directed[known];
      if (directed[band] && !(isTold && factors.isNoDirection(known))) {
        int direction = isTold ? factors.value(known) : header.isMpeg1() ? MIDDLE : 0;
        float[] gains = gains(header, granule, direction);
        for (int i = line; i < end; i++) {
          right.values()[i] = left.values()[i] * gains[1];
          left.values()[i] *= gains[0];
        }
      } else if (header.isMiddleAndSide()) {
        for (int i = line; i < end; i++) {
          float middle = left.values()[i] * HALF_POWER;
          float side = right.values()[i] * HALF_POWER;
          left.values()[i] = middle + side;
          right.values()[i] = middle - side;
        }
      }
      line = end;
    }
  }

  /** The highest bands have no factor: that of the band below holds, of the same window. */
  private static int withFactor(Lines lines, int band) {
    int window = lines.window(band);
    int factors = lines.bands() - (window < 0 ? 1 : WINDOWS);
    return band < factors ? band : band - (window < 0 ? 1 : WINDOWS);
  }

  /** Which bands lie above all that the right channel holds, those of short blocks by window. */
  private static boolean[] directed(Lines right) {
    boolean[] directed = new boolean[right.bands()];
    boolean[] silent = {true, true, true};
    boolean isLongSilent = true;
    for (int band = right.bands() - 1; band >= 0; band--) {
      int window = right.window(band);
      if (window < 0) {
        isLongSilent &= silent[0] && silent[1] && silent[2] && right.isSilent(band);
        directed[band] = isLongSilent;
      } else {
        silent[window] &= right.isSilent(band);
        directed[band] = silent[window];
      }
    }
    return directed;
  }

  private static float[] gains(Mp3Header header, Granule granule, int direction) {
    if (header.isMpeg1()) {
      double ratio = Math.tan(direction * Math.PI / 12);
      return direction == 6
          ? new float[] {1, 0}
          : new float[] {(float) (ratio / (1 + ratio)), (float) (1 / (1 + ratio))};
    }
    // The lowest bit chooses between steps of 1.5 and 3 dB.
    double step = (granule.scaleCompression() & 1) == 0 ? Math.pow(2, -0.25) : Math.sqrt(0.5);
    int steps = (direction + 1) / 2;
    float lower = (float) Math.pow(step, steps);
    return direction % 2 == 1 ? new float[] {lower, 1} : new float[] {1, lower};
  }
}
