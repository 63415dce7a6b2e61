// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.util.Arrays;

/** The 576 frequency lines of one channel of a granule, in the order in which they are coded. */
final class Lines {
  static final int COUNT = 576;
  private static final int WINDOWS = 3;

  /** {@code 15} and the longest excess, 13 bits. */
  private static final int LARGEST = 15 + (1 << 13);

  private static final float[] POWERS = new float[LARGEST + 1];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = (float) Math.pow(i, 4.0 / 3);
    }
  }

  /** Table B.6: how much louder the long bands are in emphasis. */
  private static final int[] EMPHASIS = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 2, 0
  };

  private final float[] values = new float[COUNT];
  private final float[] sorted = new float[COUNT];

  /** For each band, or each window of a short one: the line after its last. */
  private final int[] ends = new int[WINDOWS * 13];

  /** For each of them, the window; -1 for a long band. */
  private final int[] windows = new int[WINDOWS * 13];

  private int bands;

  /** The line after the last that is not 0. */
  private int used;

  /** Amplitudes. */
  float[] values() {
    return values;
  }

  /** How many bands there are, each window of a short one counted. */
  int bands() {
    return bands;
  }

  /** The line after the last of a band. */
  int end(int band) {
    return ends[band];
  }

  /** The window of a band, -1 if it is a long one. */
  int window(int band) {
    return windows[band];
  }

  /** Whether a band holds nothing but zeros. */
  boolean isSilent(int band) {
    for (int i = band == 0 ? 0 : ends[band - 1]; i < Math.min(used, ends[band]); i++) {
      if (values[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads the lines.
   *
   * @param end bit after the last of them
   */
  void read(FrameBits in, Granule granule, ScaleFactors factors, Bands edges, int end) {
    layOut(granule, edges, edges.longEdges()[8] == 36 ? 8 : 6);
    readPairs(in, granule, end);
    readQuads(in, granule, end);
    in.seek(end);
    scale(granule, factors);
  }

  /** The silent granule that one that is missing is replaced by. */
  void clear(Granule granule, Bands edges) {
    layOut(granule, edges, edges.longEdges()[8] == 36 ? 8 : 6);
    Arrays.fill(values, 0);
    used = 0;
  }

  private void layOut(Granule granule, Bands edges, int longBandsOfMixed) {
    bands = 0;
    int longBands = granule.isShort() ? (granule.isMixed() ? longBandsOfMixed : 0) : 22;
    for (int band = 0; band < longBands; band++) {
      add(edges.longEdges()[band + 1], -1);
    }
    if (!granule.isShort()) {
      return;
    }
    int at = granule.isMixed() ? edges.longEdges()[longBands] : 0;
    int[] shortEdges = edges.shortEdges();
    for (int band = granule.isMixed() ? WINDOWS : 0; band + 1 < shortEdges.length; band++) {
      for (int window = 0; window < WINDOWS; window++) {
        at += shortEdges[band + 1] - shortEdges[band];
        add(at, window);
      }
    }
  }

  private void add(int end, int window) {
    ends[bands] = end;
    windows[bands] = window;
    bands++;
  }

  private void readPairs(FrameBits in, Granule granule, int end) {
    used = 0;
    for (int region = 0; region < WINDOWS; region++) {
      Huffman code = granule.pairs(region);
      int last = Math.min(COUNT, Math.min(granule.bigValues(), granule.regionEnd(region)));
      while (used < last && in.position() < end) {
        int pair = code.read(in);
        values[used] = value(in, code, pair >> 4);
        values[used + 1] = value(in, code, pair & 15);
        used += 2;
      }
    }
  }

  private static float value(FrameBits in, Huffman code, int value) {
    if (value == 0) {
      return 0;
    }
    int size = value == 15 ? value + in.unsigned(code.escapeBits()) : value;
    return in.flag() ? -POWERS[size] : POWERS[size];
  }

  private void readQuads(FrameBits in, Granule granule, int end) {
    Huffman code = granule.quads();
    while (used + 4 <= COUNT && in.position() < end) {
      int quad = code.read(in);
      for (int bit = 8; bit > 0; bit /= 2) {
        values[used++] = (quad & bit) == 0 ? 0 : in.flag() ? -1 : 1;
      }
      if (in.position() > end) {
        // Its bits belong to what follows.
        used -= 4;
      }
    }
    Arrays.fill(values, used, COUNT, 0);
  }

  private void scale(Granule granule, ScaleFactors factors) {
    int line = 0;
    for (int band = 0; band < bands; band++) {
      int emphasis = windows[band] < 0 && granule.isEmphasised() ? EMPHASIS[band] : 0;
      int exponent =
          granule.gain()
              - 210
              - granule.scaleStep() * (factors.value(band) + emphasis)
              - (windows[band] < 0 ? 0 : granule.windowGain(windows[band]));
      float factor = (float) Math.pow(2, exponent / 4.0);
      for (; line < ends[band]; line++) {
        values[line] *= factor;
      }
    }
  }

  /** The lines as the transforms take them: those of the three windows of short bands alternate. */
  float[] sorted() {
    int line = 0;
    for (int band = 0; band < bands; band++) {
      if (windows[band] < 0) {
        System.arraycopy(values, line, sorted, line, ends[band] - line);
        line = ends[band];
      } else {
        int start = band == windows[band] ? 0 : ends[band - windows[band] - 1];
        for (int to = start + windows[band]; line < ends[band]; line++, to += WINDOWS) {
          sorted[to] = values[line];
        }
      }
    }
    return sorted;
  }
}
