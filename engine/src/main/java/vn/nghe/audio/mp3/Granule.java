// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

/** What the side information says of one channel of a granule (ISO/IEC 11172-3, 2.4.1.7). */
final class Granule {
  /** The block type of three short transforms. */
  static final int SHORT = 2;

  private static final int LINES = 576;
  private static final int REGIONS = 3;
  private static final int WINDOWS = 3;

  private final int[] tables = new int[REGIONS];
  private final int[] windowGains = new int[WINDOWS];
  private final int[] regionEnds = new int[REGIONS];

  /** Bits of scale factors and values. */
  private int bits;

  private int bigValues;
  private int gain;
  private int scaleCompression;
  private int blockType;
  private boolean mixed;
  private boolean emphasised;
  private boolean coarse;
  private int quadTable;

  /** Reads it. */
  void read(FrameBits in, Mp3Header header, Bands bands) {
    bits = in.unsigned(12);
    bigValues = 2 * in.unsigned(9);
    gain = in.unsigned(8);
    scaleCompression = in.unsigned(header.isMpeg1() ? 4 : 9);
    blockType = 0;
    mixed = false;
    if (in.flag()) {
      readWindows(in, bands);
    } else {
      for (int i = 0; i < REGIONS; i++) {
        tables[i] = in.unsigned(5);
      }
      int first = in.unsigned(4) + 1;
      int second = first + in.unsigned(3) + 1;
      int[] edges = bands.longEdges();
      regionEnds[0] = edges[Math.min(first, edges.length - 1)];
      regionEnds[1] = edges[Math.min(second, edges.length - 1)];
    }
    regionEnds[2] = LINES;
    emphasised = header.isMpeg1() && in.flag();
    coarse = in.flag();
    quadTable = in.unsigned(1);
  }

  private void readWindows(FrameBits in, Bands bands) {
    blockType = in.unsigned(2);
    mixed = in.flag();
    tables[0] = in.unsigned(5);
    tables[1] = in.unsigned(5);
    tables[2] = 0;
    for (int i = 0; i < WINDOWS; i++) {
      windowGains[i] = in.unsigned(3);
    }
    regionEnds[0] =
        isShort() ? WINDOWS * bands.shortEdges()[WINDOWS] : bands.longEdges()[WINDOWS + 5];
    regionEnds[1] = LINES;
  }

  int bits() {
    return bits;
  }

  /** Lines that are coded in pairs, at most 1022, of which 576 make sense. */
  int bigValues() {
    return bigValues;
  }

  /** Power of two, in quarters, that all values are multiplied by, 210 for 1. */
  int gain() {
    return gain;
  }

  int scaleCompression() {
    return scaleCompression;
  }

  /** 0, 1 before and 3 after short blocks, or {@link #SHORT}. */
  int blockType() {
    return blockType;
  }

  boolean isShort() {
    return blockType == SHORT;
  }

  /** Whether the lowest two subbands have the window of long blocks, whatever the others have. */
  boolean isMixed() {
    return mixed;
  }

  /** Whether the high bands are louder by a fixed table. */
  boolean isEmphasised() {
    return emphasised;
  }

  /** Of MPEG-2 the scale factors tell. */
  void setEmphasised(boolean emphasised) {
    this.emphasised = emphasised;
  }

  /** Quarters of a power of two that a scale factor stands for. */
  int scaleStep() {
    return coarse ? 4 : 2;
  }

  /** Quarters of a power of two by which a short window is quieter. */
  int windowGain(int window) {
    return 8 * windowGains[window];
  }

  /** The line after the last of a region. */
  int regionEnd(int region) {
    return regionEnds[region];
  }

  Huffman pairs(int region) {
    return Huffman.ofPairs(tables[region]);
  }

  Huffman quads() {
    return Huffman.ofQuads(quadTable);
  }
}
