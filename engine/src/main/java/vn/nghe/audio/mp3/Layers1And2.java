// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import vn.nghe.audio.AudioException;

/**
 * Decodes frames of layers I and II (ISO/IEC 11172-3, 2.4.3.2 and 2.4.3.3; 13818-3, 2.4.3.1) to
 * samples of the subbands.
 */
final class Layers1And2 {
  private static final int BANDS = 32;
  private static final int PARTS = 3;

  /** Levels of a sample by the number that is sent, for kinds of subbands (tables B.2). */
  private static final int[] LOWEST = {
    0, 3, 7, 15, 31, 63, 127, 255, 511, 1023, 2047, 4095, 8191, 16383, 32767, 65535
  };

  private static final int[] LOW = {
    0, 3, 5, 7, 9, 15, 31, 63, 127, 255, 511, 1023, 2047, 4095, 8191, 65535
  };
  private static final int[] MIDDLE = {0, 3, 5, 7, 9, 15, 31, 65535};
  private static final int[] HIGH = {0, 3, 5, 65535};
  private static final int[] SPARSE_LOW = {
    0, 3, 5, 9, 15, 31, 63, 127, 255, 511, 1023, 2047, 4095, 8191, 16383, 32767
  };
  private static final int[] SPARSE_HIGH = {0, 3, 5, 9, 15, 31, 63, 127};
  private static final int[] MPEG_2_LOW = {
    0, 3, 5, 7, 9, 15, 31, 63, 127, 255, 511, 1023, 2047, 4095, 8191, 16383
  };
  private static final int[] MPEG_2_HIGH = {0, 3, 5, 9};

  /** Of layer I; the last number is forbidden. */
  private static final int[] LAYER_1 = {
    0, 3, 7, 15, 31, 63, 127, 255, 511, 1023, 2047, 4095, 8191, 16383, 32767, 0
  };

  private static final int MOST_CHANNELS = 2;

  private final int[][] levels = new int[MOST_CHANNELS][BANDS];
  private final float[][][] scales = new float[MOST_CHANNELS][BANDS][PARTS];
  private final float[] triple = new float[PARTS];

  /** Of the frame. */
  private int channels;

  /**
   * Decodes a frame.
   *
   * @param in stands after the header and its check
   * @param start where the frame lies in the input, for faults
   * @param samples for each channel, takes one sample of each of 32 subbands, 12 or 36 times
   */
  void decode(Mp3Header header, FrameBits in, long start, float[][] samples) {
    channels = header.channels();
    int bands = header.layer() == 1 ? BANDS : bands(header);
    int shared = Math.min(bands, header.firstShared());
    readLevels(header, in, bands, shared);
    if (header.layer() == 1) {
      readScalesOfLayer1(in, bands);
    } else {
      readScalesOfLayer2(in, bands);
    }
    int count = header.samples() / BANDS;
    int step = header.layer() == 1 ? 1 : PARTS;
    for (int at = 0; at < count; at += step) {
      int part = header.layer() == 1 ? 0 : at / 12;
      for (int band = 0; band < BANDS; band++) {
        readSamples(in, samples, band, at, step, part, band < shared);
      }
    }
    if (in.isOverrun()) {
      throw AudioException.malformed("A frame of MPEG audio claims more bits than it has", start);
    }
  }

  private void readLevels(Mp3Header header, FrameBits in, int bands, int shared) {
    for (int band = 0; band < BANDS; band++) {
      int[] choice = header.layer() == 1 ? LAYER_1 : choice(header, band);
      int width = Integer.numberOfTrailingZeros(choice.length);
      for (int channel = 0; channel < channels; channel++) {
        boolean isRead = band < bands && (band < shared || channel == 0);
        levels[channel][band] =
            isRead ? choice[in.unsigned(width)] : band < bands ? levels[0][band] : 0;
      }
    }
  }

  private void readScalesOfLayer1(FrameBits in, int bands) {
    for (int band = 0; band < bands; band++) {
      for (int channel = 0; channel < channels; channel++) {
        if (levels[channel][band] > 0) {
          scales[channel][band][0] = scale(in.unsigned(6));
        }
      }
    }
  }

  private void readScalesOfLayer2(FrameBits in, int bands) {
    int[][] kinds = new int[channels][BANDS];
    for (int band = 0; band < bands; band++) {
      for (int channel = 0; channel < channels; channel++) {
        kinds[channel][band] = levels[channel][band] > 0 ? in.unsigned(2) : 0;
      }
    }
    for (int band = 0; band < bands; band++) {
      for (int channel = 0; channel < channels; channel++) {
        if (levels[channel][band] > 0) {
          readScales(in, kinds[channel][band], scales[channel][band]);
        }
      }
    }
  }

  /** Which of the three parts of a frame share a factor is said by the kind. */
  private static void readScales(FrameBits in, int kind, float[] target) {
    target[0] = scale(in.unsigned(6));
    target[1] = kind == 0 || kind == 3 ? scale(in.unsigned(6)) : target[0];
    target[2] = kind == 0 || kind == 1 ? scale(in.unsigned(6)) : target[1];
  }

  /** Table B.1; the last number is forbidden. */
  private static float scale(int number) {
    return number == 63 ? 0 : (float) Math.pow(2, 1 - number / 3.0);
  }

  private void readSamples(
      FrameBits in, float[][] samples, int band, int at, int step, int part, boolean isOwn) {
    for (int channel = 0; channel < channels; channel++) {
      int levelCount = levels[channel][band];
      if (levelCount > 0 && (isOwn || channel == 0)) {
        readTriple(in, levelCount, step);
      }
      for (int i = 0; i < step; i++) {
        samples[channel][(at + i) * BANDS + band] =
            levelCount == 0 ? 0 : triple[i] * scales[channel][band][part];
      }
    }
  }

  /** Reads samples, three of which share a number where they have few levels. */
  private void readTriple(FrameBits in, int levelCount, int step) {
    boolean isGrouped = step == PARTS && (levelCount == 3 || levelCount == 5 || levelCount == 9);
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(levelCount);
    int group = isGrouped ? in.unsigned(groupBits(levelCount)) : 0;
    for (int i = 0; i < step; i++) {
      int code = isGrouped ? group % levelCount : in.unsigned(width);
      group /= levelCount;
      triple[i] = (2 * code - (levelCount - 1)) / (float) levelCount;
    }
  }

  private static int groupBits(int levelCount) {
    return switch (levelCount) {
      case 3 -> 5;
      case 5 -> 7;
      default -> 10;
    };
  }

  /** How many subbands are sent. */
  private static int bands(Mp3Header header) {
    if (!header.isMpeg1()) {
      return 30;
    }
    if (isSparse(header)) {
      return header.sampleRate() == 32_000 ? 12 : 8;
    }
    return header.sampleRate() != 48_000 && bitRateOfChannel(header) >= 96_000 ? 30 : 27;
  }

  private static int[] choice(Mp3Header header, int band) {
    if (!header.isMpeg1()) {
      return band < 4 ? MPEG_2_LOW : band < 11 ? SPARSE_HIGH : MPEG_2_HIGH;
    }
    if (isSparse(header)) {
      return band < 2 ? SPARSE_LOW : SPARSE_HIGH;
    }
    return band < 3 ? LOWEST : band < 11 ? LOW : band < 23 ? MIDDLE : HIGH;
  }

  private static boolean isSparse(Mp3Header header) {
    return bitRateOfChannel(header) < 56_000;
  }

  private static int bitRateOfChannel(Mp3Header header) {
    return header.bitRate() / header.channels();
  }
}
