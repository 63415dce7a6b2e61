// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/** The rates of AMR wideband, in the order of their numbers in frames. */
enum WideMode {
  R660("6.60"),
  R885("8.85"),
  R1265("12.65"),
  R1425("14.25"),
  R1585("15.85"),
  R1825("18.25"),
  R1985("19.85"),
  R2305("23.05"),
  R2385("23.85");

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into it.
  private final int[] order;

  WideMode(String rate) {
    this.order = Tables.WIDEBAND.integers("order-" + rate);
  }

  /** Whether this rate is no higher than another. */
  boolean isUpTo(WideMode other) {
    return compareTo(other) <= 0;
  }

  /** Bytes of a frame, without its first. */
  int bytes() {
    return (order.length + 7) / 8;
  }

  /**
   * The parameters of a frame.
   *
   * @param frame holds the frame
   * @param from index of the first byte after its header
   */
  FrameBits parameters(byte[] frame, int from) {
    return new FrameBits(order, frame, from);
  }

  static WideMode of(int number) {
    return values()[number];
  }

  static int count() {
    return values().length;
  }
}
