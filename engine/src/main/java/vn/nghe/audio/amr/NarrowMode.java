// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/** The rates of AMR narrowband, in the order of their numbers in frames. */
enum NarrowMode {
  R475("4.75", 33),
  R515("5.15", 33),
  R590("5.90", 33),
  R670("6.70", 28.75f),
  R740("7.40", 30),
  R795("7.95", 36),
  R102("10.2", 33),
  R122("12.2", 36);

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into them.
  private final int[] widths;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into them.
  private final int[] order;

  /** Mean energy of the scaled fixed codebook, in dB (TS 26.090, 5.8.2). */
  private final float meanEnergy;

  NarrowMode(String rate, float meanEnergy) {
    this.widths = Tables.NARROWBAND.integers("bits-" + rate);
    this.order = Tables.NARROWBAND.integers("order-" + rate);
    this.meanEnergy = meanEnergy;
  }

  float meanEnergy() {
    return meanEnergy;
  }

  /** Whether this rate is no higher than another. */
  boolean isUpTo(NarrowMode other) {
    return compareTo(other) <= 0;
  }

  /** Bytes of a frame, without its first. */
  int bytes() {
    return (order.length + 7) / 8;
  }

  /**
   * Reads a frame's parameters, in the order of TS 26.090, table 1.
   *
   * @param frame holds the frame
   * @param from index of the first byte after its header
   */
  int[] parameters(byte[] frame, int from) {
    FrameBits bits = new FrameBits(order, frame, from);
    int[] parameters = new int[widths.length];
    for (int i = 0; i < widths.length; i++) {
      parameters[i] = bits.next(widths[i]);
    }
    return parameters;
  }

  static NarrowMode of(int number) {
    return values()[number];
  }

  static int count() {
    return values().length;
  }
}
