// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.util.Arrays;

/**
 * The scale factors of one channel of a granule: of each long band, or of each window of each short
 * band, in the order of the bands (ISO/IEC 11172-3, 2.4.2.7; 13818-3, 2.4.3.2).
 */
final class ScaleFactors {
  /** Three of each of 13 short bands; mixed blocks have fewer. */
  private static final int MOST = 39;

  private static final int[] LOW_BITS = {0, 0, 0, 0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4};
  private static final int[] HIGH_BITS = {0, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 3};

  /** Of long blocks, groups of bands that a second granule may take over from the first. */
  private static final int[] GROUP_ENDS = {6, 11, 16, 21};

  /** Of MPEG-2, how many factors have equally many bits: by kind, and long, short and mixed. */
  private static final int[][][] COUNTS = {
    {{6, 5, 5, 5}, {9, 9, 9, 9}, {6, 9, 9, 9}},
    {{6, 5, 7, 3}, {9, 9, 12, 6}, {6, 9, 12, 6}},
    {{11, 10, 0, 0}, {18, 18, 0, 0}, {15, 18, 0, 0}},
    {{7, 7, 7, 0}, {12, 12, 12, 0}, {6, 15, 12, 0}},
    {{6, 6, 6, 3}, {12, 9, 9, 6}, {6, 12, 9, 6}},
    {{8, 8, 5, 0}, {15, 12, 9, 0}, {6, 18, 9, 0}},
  };

  private final int[] values = new int[MOST];

  /** As large as no factor gets, or as the one that means "no intensity stereo" in MPEG-2. */
  private final int[] limits = new int[MOST];

  /**
   * The factor of a band, or of a window of it, by its number in their order; 0 beyond the last.
   */
  int value(int index) {
    return index < MOST ? values[index] : 0;
  }

  /** Whether the factor, taken as a direction, means that there is none. */
  boolean isNoDirection(int index) {
    return values[index] == limits[index];
  }

  /**
   * Reads those of an MPEG-1 granule.
   *
   * @param shared for each group of long bands, whether it is as in the granule before
   */
  void readMpeg1(FrameBits in, Granule granule, boolean[] shared) {
    int low = LOW_BITS[granule.scaleCompression()];
    int high = HIGH_BITS[granule.scaleCompression()];
    Arrays.fill(limits, 7);
    if (granule.isShort()) {
      int lows = granule.isMixed() ? 17 : 18;
      readRun(in, 0, lows, low);
      readRun(in, lows, 18, high);
      Arrays.fill(values, lows + 18, MOST, 0);
      return;
    }
    int from = 0;
    for (int group = 0; group < GROUP_ENDS.length; group++) {
      if (!shared[group]) {
        readRun(in, from, GROUP_ENDS[group] - from, group < 2 ? low : high);
      }
      from = GROUP_ENDS[group];
    }
    Arrays.fill(values, from, MOST, 0);
  }

  /**
   * Reads those of an MPEG-2 granule.
   *
   * @param isIntensity whether the channel is the right one of intensity stereo
   */
  void readMpeg2(FrameBits in, Granule granule, boolean isIntensity) {
    int[] widths = new int[4];
    int kind = isIntensity ? intensityWidths(granule, widths) : widths(granule, widths);
    granule.setEmphasised(kind == 2);
    int[] counts = COUNTS[kind][granule.isShort() ? (granule.isMixed() ? 2 : 1) : 0];
    int at = 0;
    for (int i = 0; i < widths.length; i++) {
      Arrays.fill(limits, at, at + counts[i], (1 << widths[i]) - 1);
      readRun(in, at, counts[i], widths[i]);
      at += counts[i];
    }
    Arrays.fill(values, at, MOST, 0);
    Arrays.fill(limits, at, MOST, -1);
  }

  private static int widths(Granule granule, int[] widths) {
    int code = granule.scaleCompression();
    if (code < 400) {
      return set(widths, 0, (code >> 4) / 5, (code >> 4) % 5, (code >> 2) & 3, code & 3);
    }
    if (code < 500) {
      int rest = code - 400;
      return set(widths, 1, (rest >> 2) / 5, (rest >> 2) % 5, rest & 3, 0);
    }
    return set(widths, 2, (code - 500) / 3, (code - 500) % 3, 0, 0);
  }

  private static int intensityWidths(Granule granule, int[] widths) {
    int code = granule.scaleCompression() >> 1;
    if (code < 180) {
      return set(widths, 3, code / 36, code % 36 / 6, code % 6, 0);
    }
    if (code < 244) {
      int rest = code - 180;
      return set(widths, 4, rest >> 4, (rest >> 2) & 3, rest & 3, 0);
    }
    return set(widths, 5, (code - 244) / 3, (code - 244) % 3, 0, 0);
  }

  private static int set(int[] widths, int kind, int... values) {
    System.arraycopy(values, 0, widths, 0, widths.length);
    return kind;
  }

  private void readRun(FrameBits in, int from, int count, int width) {
    for (int i = 0; i < count; i++) {
      values[from + i] = in.unsigned(width);
    }
  }
}
