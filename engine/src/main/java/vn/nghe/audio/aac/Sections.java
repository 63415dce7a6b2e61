// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

/**
 * How each scale factor band of one channel is coded and what its values are multiplied by ({@code
 * section_data} and {@code scale_factor_data}, ISO/IEC 14496-3, 4.6.2 and 4.6.3). Bands are
 * numbered through all groups of windows.
 */
final class Sections {
  /** Codes of bands without values of their own: silence, noise, or the left channel scaled. */
  static final int ZERO = 0;

  static final int NOISE = 13;
  static final int INTENSITY_INVERTED = 14;
  static final int INTENSITY = 15;

  private static final int RESERVED = 12;

  /** Eight groups of fifteen bands; one group has at most 51. */
  private static final int MOST_BANDS = 120;

  /** The scale factor that stands for 1. */
  private static final int UNITY = 100;

  private static final int HIGHEST = 255;
  private static final int NO_DIFFERENCE = 60;

  /** Noise begins so far below the first scale factor, and its first step is sent in 9 bits. */
  private static final int NOISE_OFFSET = 90;

  private static final int NOISE_NO_DIFFERENCE = 256;

  private final int[] codes = new int[MOST_BANDS];
  private final float[] scales = new float[MOST_BANDS];
  private int level;
  private int noiseLevel;
  private int intensity;
  private boolean noiseHasBegun;

  /** How a band is coded: 0 to 11, 13, 14 or 15. */
  int code(int band) {
    return codes[band];
  }

  /** What the values are multiplied by; of noise, the root of its energy. */
  float scale(int band) {
    return scales[band];
  }

  /**
   * Reads both parts.
   *
   * @param firstLevel the first scale factor, which the others differ from
   */
  void read(AacBits in, Windows windows, int firstLevel) {
    int groups = windows.groupCount();
    int perGroup = windows.bandCount();
    for (int group = 0; group < groups; group++) {
      readCodes(in, windows, group * perGroup);
    }
    level = firstLevel;
    noiseLevel = firstLevel - NOISE_OFFSET;
    intensity = 0;
    noiseHasBegun = false;
    for (int band = 0; band < groups * perGroup; band++) {
      scales[band] = readScale(in, codes[band]);
    }
  }

  private void readCodes(AacBits in, Windows windows, int first) {
    int width = windows.isShort() ? 3 : 5;
    int goesOn = (1 << width) - 1;
    int count = windows.bandCount();
    int band = 0;
    while (band < count) {
      int code = in.unsigned(4);
      if (code == RESERVED) {
        throw in.malformed("An AAC section has code 12, which does not exist");
      }
      int end = band;
      int step;
      do {
        step = in.unsigned(width);
        end += step;
      } while (step == goesOn);
      if (end > count) {
        throw in.malformed("An AAC section ends at band " + end + " of " + count);
      }
      for (; band < end; band++) {
        codes[first + band] = code;
      }
    }
  }

  private float readScale(AacBits in, int code) {
    return switch (code) {
      case ZERO -> 0;
      case INTENSITY, INTENSITY_INVERTED -> {
        intensity += difference(in);
        yield power(-within(in, intensity, -HIGHEST, HIGHEST));
      }
      case NOISE -> {
        noiseLevel += noiseHasBegun ? difference(in) : in.unsigned(9) - NOISE_NO_DIFFERENCE;
        noiseHasBegun = true;
        yield power(within(in, noiseLevel, -HIGHEST, HIGHEST));
      }
      default -> {
        level += difference(in);
        yield power(within(in, level, 0, HIGHEST) - UNITY);
      }
    };
  }

  private static int difference(AacBits in) {
    return Codebooks.SCALE_FACTORS.read(in) - NO_DIFFERENCE;
  }

  private static int within(AacBits in, int factor, int least, int most) {
    if (factor < least || factor > most) {
      throw in.malformed("An AAC scale factor is " + factor + ", not " + least + " to " + most);
    }
    return factor;
  }

  /** Steps of 1.5 dB: four of them double. */
  private static float power(int quarters) {
    return (float) Math.pow(2, quarters / 4.0);
  }
}
