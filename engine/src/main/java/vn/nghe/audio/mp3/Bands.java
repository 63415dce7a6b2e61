// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

/**
 * Into which bands the 576 lines of a granule of layer III are divided (ISO/IEC 11172-3, table B.8;
 * 13818-3, table B.2; MPEG-2.5 as encoders have it).
 *
 * @param longEdges the first line of each of 22 bands, and 576
 * @param shortEdges the first line of each of 13 bands of one of three windows, and 192
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares or changes them.
record Bands(int[] longEdges, int[] shortEdges) {
  private static final int[] LONG_16000 = {
    0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 116, 140, 168, 200, 238, 284, 336, 396, 464, 522,
    576
  };
  private static final int[] SHORT_16000 = {
    0, 4, 8, 12, 18, 26, 36, 48, 62, 80, 104, 134, 174, 192
  };
  private static final Bands BANDS_44100 =
      new Bands(
          new int[] {
            0, 4, 8, 12, 16, 20, 24, 30, 36, 44, 52, 62, 74, 90, 110, 134, 162, 196, 238, 288, 342,
            418, 576
          },
          new int[] {0, 4, 8, 12, 16, 22, 30, 40, 52, 66, 84, 106, 136, 192});
  private static final Bands BANDS_48000 =
      new Bands(
          new int[] {
            0, 4, 8, 12, 16, 20, 24, 30, 36, 42, 50, 60, 72, 88, 106, 128, 156, 190, 230, 276, 330,
            384, 576
          },
          new int[] {0, 4, 8, 12, 16, 22, 28, 38, 50, 64, 80, 100, 126, 192});
  private static final Bands BANDS_32000 =
      new Bands(
          new int[] {
            0, 4, 8, 12, 16, 20, 24, 30, 36, 44, 54, 66, 82, 102, 126, 156, 194, 240, 296, 364, 448,
            550, 576
          },
          new int[] {0, 4, 8, 12, 16, 22, 30, 42, 58, 78, 104, 138, 180, 192});
  private static final Bands BANDS_24000 =
      new Bands(
          new int[] {
            0, 6, 12, 18, 24, 30, 36, 44, 54, 66, 80, 96, 114, 136, 162, 194, 232, 278, 332, 394,
            464, 540, 576
          },
          new int[] {0, 4, 8, 12, 18, 26, 36, 48, 62, 80, 104, 136, 180, 192});
  private static final Bands BANDS_22050 =
      new Bands(LONG_16000, new int[] {0, 4, 8, 12, 18, 24, 32, 42, 56, 74, 100, 132, 174, 192});
  private static final Bands BANDS_16000 = new Bands(LONG_16000, SHORT_16000);
  private static final Bands BANDS_8000 =
      new Bands(
          new int[] {
            0, 12, 24, 36, 48, 60, 72, 88, 108, 132, 160, 192, 232, 280, 336, 400, 476, 566, 568,
            570, 572, 574, 576
          },
          new int[] {0, 8, 16, 24, 36, 52, 72, 96, 124, 160, 162, 164, 166, 192});

  /** The bands of a sample rate. */
  static Bands of(int sampleRate) {
    return switch (sampleRate) {
      case 48_000 -> BANDS_48000;
      case 44_100 -> BANDS_44100;
      case 32_000 -> BANDS_32000;
      case 24_000 -> BANDS_24000;
      case 22_050 -> BANDS_22050;
      case 8_000 -> BANDS_8000;
      default -> BANDS_16000;
    };
  }
}
