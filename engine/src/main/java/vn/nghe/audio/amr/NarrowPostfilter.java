// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/** Sharpens the resonances of the decoded speech, and cuts off below 60 Hz (TS 26.090, 6.2). */
final class NarrowPostfilter {
  private static final int ORDER = NarrowSpectrum.ORDER;
  private static final int SUBFRAME = NarrowExcitation.SUBFRAME;

  /** How much of the impulse response tells of its tilt. */
  private static final int RESPONSE = 22;

  private static final float TILT = 0.8f;
  private static final float GAIN_HELD = 0.9f;

  /** What the reference code can hold. */
  private static final float MOST_GAIN = 8;

  private final SecondOrder highPass =
      new SecondOrder(7699 / 0x1p13, -15_398 / 0x1p13, 15_836 / 0x1p13, -7667 / 0x1p13);

  private final float[] input = new float[ORDER + SUBFRAME];
  private final float[] output = new float[ORDER + SUBFRAME];
  private final float[] residual = new float[SUBFRAME];
  private float lastResidual;
  private float gain = 1;

  /**
   * Filters a subframe.
   *
   * @param filter the subframe's
   * @param speech its samples, to be replaced
   */
  void filter(NarrowMode mode, float[] filter, float[] speech) {
    boolean isHigh = NarrowMode.R102.isUpTo(mode);
    float[] wide = Lpc.widened(filter, isHigh ? 0.7f : 0.55f);
    float[] narrow = Lpc.widened(filter, isHigh ? 0.75f : 0.7f);
    System.arraycopy(input, SUBFRAME, input, 0, ORDER);
    System.arraycopy(speech, 0, input, ORDER, SUBFRAME);
    Lpc.residual(wide, input, residual, 0);
    float tilt = tilt(wide, narrow);
    System.arraycopy(output, SUBFRAME, output, 0, ORDER);
    for (int i = 0; i < SUBFRAME; i++) {
      output[ORDER + i] = residual[i] - tilt * lastResidual;
      lastResidual = residual[i];
    }
    Lpc.synthesise(narrow, output, false);
    level(speech);
    for (int i = 0; i < SUBFRAME; i++) {
      speech[i] = highPass.filter(speech[i]);
    }
  }

  private static float tilt(float[] wide, float[] narrow) {
    float[] response = new float[ORDER + RESPONSE];
    response[ORDER] = 1;
    System.arraycopy(wide, 0, response, ORDER + 1, ORDER);
    Lpc.synthesise(narrow, response, false);
    double energy = 0;
    double product = 0;
    for (int i = ORDER; i < response.length; i++) {
      energy += response[i] * response[i];
      product += response[i] * response[i - 1];
    }
    return (float) Math.max(0, TILT * product / energy);
  }

  /** Gives the output the loudness of the input. */
  private void level(float[] speech) {
    double before = Lpc.energy(speech);
    double after = 0;
    for (int i = ORDER; i < output.length; i++) {
      after += output[i] * output[i];
    }
    float wanted = after == 0 ? 0 : (float) Math.min(Math.sqrt(before / after), MOST_GAIN);
    for (int i = 0; i < SUBFRAME; i++) {
      gain = GAIN_HELD * gain + (1 - GAIN_HELD) * wanted;
      speech[i] = output[ORDER + i] * gain;
    }
  }
}
