// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/** From the synthesis filter to 16 kHz: de-emphasis, high-pass, upsampling (TS 26.190, 6.1). */
final class WideOutput {
  private static final int SUBFRAME = WideExcitation.SUBFRAME;
  private static final float DE_EMPHASIS = 22_282 / 0x1p15f;

  /** Five samples of output for four of input. */
  private static final int OUT = 5;

  private static final int IN = 4;
  private static final int TAPS = 24;
  private static final float[] FILTERS = Tables.WIDEBAND.fractions("upsampling", 0x1p14f);

  /** The high-pass filter at 50 Hz. */
  private final SecondOrder highPass =
      new SecondOrder(8106 / 0x1p13, -16_212 / 0x1p13, 32_422 / 0x1p14, -16_042 / 0x1p14);

  private final float[] recent = new float[TAPS + SUBFRAME];
  private final float[] speech = new float[SUBFRAME];
  private float last;

  /**
   * Filters a subframe.
   *
   * @param synthesis ends with it
   * @return its samples at 12.8 kHz
   */
  float[] filter(float[] synthesis) {
    System.arraycopy(recent, SUBFRAME, recent, 0, TAPS);
    for (int i = 0; i < SUBFRAME; i++) {
      last = synthesis[synthesis.length - SUBFRAME + i] + DE_EMPHASIS * last;
      speech[i] = highPass.filter(last);
    }
    System.arraycopy(speech, 0, recent, TAPS, SUBFRAME);
    return speech;
  }

  /** Puts out the subframe at 16 kHz. */
  void upsample(float[] target, int at) {
    for (int i = 0; i < SUBFRAME * OUT / IN; i++) {
      int centre = TAPS / 2 + i * IN / OUT;
      int phase = i % OUT;
      float sum = 0;
      if (phase == 0) {
        sum = recent[centre];
      } else {
        for (int k = 0; k < TAPS; k++) {
          sum += recent[centre - TAPS / 2 + 1 + k] * FILTERS[(phase - 1) * TAPS + k];
        }
      }
      target[at + i] = sum;
    }
  }
}
