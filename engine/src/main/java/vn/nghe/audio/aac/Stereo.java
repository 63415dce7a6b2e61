// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import java.util.BitSet;

/**
 * What the two channels of a pair share: sum and difference instead of left and right, and right as
 * a scaled left (ISO/IEC 14496-3, 4.6.8).
 */
final class Stereo {
  private static final int NONE = 0;
  private static final int SOME = 1;
  private static final int ALL = 2;

  /** Bands that hold sum and difference. */
  private final BitSet mixed = new BitSet();

  /** Nothing is mixed. */
  void clear() {
    mixed.clear();
  }

  /** Reads which bands are mixed. */
  void read(AacBits in, Windows windows) {
    int bands = windows.groupCount() * windows.bandCount();
    mixed.clear();
    switch (in.unsigned(2)) {
      case NONE -> {}
      case SOME -> {
        for (int band = 0; band < bands; band++) {
          mixed.set(band, in.flag());
        }
      }
      case ALL -> mixed.set(0, bands);
      default -> throw in.malformed("An AAC channel pair is mixed in the reserved way");
    }
  }

  /**
   * Makes the spectra of left and right.
   *
   * @param windows those of the right channel
   */
  void apply(Channel left, Channel right, Windows windows) {
    Channel.forEachBand(
        windows, (band, from, width) -> apply(left, right, band, from, from + width));
  }

  private void apply(Channel left, Channel right, int band, int from, int to) {
    float[] first = left.spectrum();
    float[] second = right.spectrum();
    int code = right.sections().code(band);
    if (code == Sections.INTENSITY || code == Sections.INTENSITY_INVERTED) {
      boolean isInverted = (code == Sections.INTENSITY_INVERTED) != mixed.get(band);
      float scale = right.sections().scale(band) * (isInverted ? -1 : 1);
      for (int i = from; i < to; i++) {
        second[i] = first[i] * scale;
      }
    } else if (mixed.get(band)
        && code != Sections.NOISE
        && left.sections().code(band) < Sections.NOISE) {
      for (int i = from; i < to; i++) {
        float difference = first[i] - second[i];
        first[i] += second[i];
        second[i] = difference;
      }
    }
  }
}
