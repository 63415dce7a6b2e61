// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import vn.nghe.audio.AudioException;

/**
 * What a decoder of AAC-LC has to know before the first frame.
 *
 * @param rateIndex which tables hold, 0 to 12
 * @param sampleRate samples per second and channel
 */
public record AacConfig(int rateIndex, long sampleRate) {
  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };

  /** From which rates on the tables of an index hold (ISO/IEC 14496-3, table 4.82). */
  private static final int[] LEAST_RATES = {
    92_017, 75_132, 55_426, 46_009, 37_566, 27_713, 23_004, 18_783, 13_856, 11_502, 9_391, 0
  };

  private static final int RATE_FOLLOWS = 15;

  private static final int MAIN = 1;
  private static final int LOW_COMPLEXITY = 2;
  private static final int SPECTRAL_BAND_REPLICATION = 5;
  private static final int PARAMETRIC_STEREO = 29;
  private static final int TYPE_FOLLOWS = 31;

  /**
   * A rate of the table.
   *
   * @param index 0 to 12
   */
  public static AacConfig ofRateIndex(int index) {
    return new AacConfig(index, RATES[index]);
  }

  /**
   * Reads an {@code AudioSpecificConfig} (ISO/IEC 14496-3, table 1.15). Of HE-AAC it is the config
   * of the AAC-LC core that counts.
   *
   * @throws AudioException if it is not for AAC-LC with frames of 1024 samples
   */
  public static AacConfig read(AacBits in) {
    int type = readType(in);
    AacConfig core = readRate(in);
    in.skip(4);
    if (type == SPECTRAL_BAND_REPLICATION || type == PARAMETRIC_STEREO) {
      readRate(in);
      type = readType(in);
    }
    requireLowComplexity(type);
    if (in.flag()) {
      throw unsupported("AAC with frames of 960 samples");
    }
    return core;
  }

  /** Refuses every other kind of MPEG-4 audio by its name. */
  public static void requireLowComplexity(int type) {
    if (type != LOW_COMPLEXITY) {
      throw unsupported(
          switch (type) {
            case MAIN -> "AAC Main";
            case 3 -> "AAC SSR";
            case 4 -> "AAC LTP";
            case 6, 20 -> "Scalable AAC";
            case 8, 24 -> "MPEG-4 CELP";
            case 9, 25 -> "MPEG-4 HVXC";
            case 17 -> "Error resilient AAC-LC";
            case 19 -> "Error resilient AAC LTP";
            case 22 -> "MPEG-4 BSAC";
            case 23 -> "AAC-LD";
            case 32, 33, 34 -> "MP3 in MP4";
            case 36 -> "MPEG-4 ALS";
            case 37, 38 -> "MPEG-4 SLS";
            case 39 -> "AAC-ELD";
            case 42 -> "xHE-AAC";
            default -> "MPEG-4 audio of type " + type;
          });
    }
  }

  private static AudioException unsupported(String what) {
    return AudioException.unsupported(what + " is not supported", "send AAC-LC, WAV or FLAC");
  }

  private static int readType(AacBits in) {
    int type = in.unsigned(5);
    return type == TYPE_FOLLOWS ? 32 + in.unsigned(6) : type;
  }

  private static AacConfig readRate(AacBits in) {
    int index = in.unsigned(4);
    if (index < RATES.length) {
      return ofRateIndex(index);
    }
    if (index != RATE_FOLLOWS) {
      throw in.malformed("AAC has no sample rate number " + index);
    }
    return ofRate(in.unsigned(24));
  }

  /** A rate by itself, with the tables of the nearest that has some. */
  public static AacConfig ofRate(long rate) {
    int nearest = 0;
    while (rate < LEAST_RATES[nearest]) {
      nearest++;
    }
    return new AacConfig(nearest, rate);
  }
}
