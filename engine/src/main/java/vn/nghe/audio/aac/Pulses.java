// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

/** Up to four values that were too large for their section's code ({@code pulse_data}, 4.6.3.3). */
final class Pulses {
  private static final int MOST = 4;

  private final int[] places = new int[MOST];
  private final int[] heights = new int[MOST];
  private int count;

  /** Leaves the next values as they are. */
  void clear() {
    count = 0;
  }

  void read(AacBits in, Windows windows) {
    if (windows.isShort()) {
      throw in.malformed("An AAC frame of short windows has pulses");
    }
    count = in.unsigned(2) + 1;
    int band = in.unsigned(6);
    if (band >= windows.bands().count()) {
      throw in.malformed("An AAC pulse is in band " + band);
    }
    int place = windows.bands().start(band);
    for (int i = 0; i < count; i++) {
      place += in.unsigned(5);
      if (place >= Channel.FRAME) {
        throw in.malformed("An AAC pulse is at " + place);
      }
      places[i] = place;
      heights[i] = in.unsigned(4);
    }
  }

  /** Adds the heights to the magnitudes of the values. */
  void apply(int[] values) {
    for (int i = 0; i < count; i++) {
      values[places[i]] += values[places[i]] > 0 ? heights[i] : -heights[i];
    }
  }
}
