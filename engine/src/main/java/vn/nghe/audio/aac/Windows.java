// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

/**
 * How one channel of a frame is laid out: one window of 1024 coefficients or eight of 128, which
 * form groups that share their scale factors ({@code ics_info}, ISO/IEC 14496-3, table 4.6).
 *
 * @param sequence the form of the windows
 * @param isKaiserBessel the slopes of the windows: Kaiser-Bessel derived, or else sine
 * @param bands where the bands of each window lie
 * @param bandCount how many bands of each window are there
 * @param groups the number of windows of each group, the first in the lowest four bits
 */
record Windows(Sequence sequence, boolean isKaiserBessel, Bands bands, int bandCount, long groups) {

  /** The forms, in the order of their numbers in the stream. */
  enum Sequence {
    LONG,
    LONG_START,
    SHORT,
    LONG_STOP
  }

  /** Coefficients of a short window. */
  static final int SHORT_LENGTH = 128;

  private static final Sequence[] SEQUENCES = Sequence.values();

  static Windows read(AacBits in, int rateIndex) {
    in.skip(1);
    Sequence sequence = SEQUENCES[in.unsigned(2)];
    boolean isKaiserBessel = in.flag();
    if (sequence == Sequence.SHORT) {
      int bandCount = in.unsigned(4);
      return new Windows(
              sequence, isKaiserBessel, Bands.ofShortWindow(rateIndex), bandCount, readGroups(in))
          .checked(in);
    }
    int bandCount = in.unsigned(6);
    if (in.flag()) {
      throw in.malformed("An AAC frame has prediction, which AAC-LC has not");
    }
    return new Windows(sequence, isKaiserBessel, Bands.ofLongWindow(rateIndex), bandCount, 1)
        .checked(in);
  }

  /** For each window after the first, a bit says whether it is in the group of the one before. */
  private static long readGroups(AacBits in) {
    long groups = 1;
    int shift = 0;
    for (int window = 1; window < 8; window++) {
      shift += in.flag() ? 0 : 4;
      groups += 1L << shift;
    }
    return groups;
  }

  private Windows checked(AacBits in) {
    if (bandCount > bands.count()) {
      throw in.malformed(
          "An AAC frame has " + bandCount + " scale factor bands of " + bands.count());
    }
    return this;
  }

  boolean isShort() {
    return sequence == Sequence.SHORT;
  }

  int count() {
    return isShort() ? 8 : 1;
  }

  int groupCount() {
    return (67 - Long.numberOfLeadingZeros(groups)) / 4;
  }

  /** How many windows a group has. */
  int groupLength(int group) {
    return (int) (groups >> (4 * group)) & 15;
  }
}
