// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

/** The rising halves of the windows (ISO/IEC 14496-3, 4.6.11.3.2); the falling ones mirror them. */
final class Slopes {
  /** How sharply Kaiser-Bessel windows tell frequencies apart. */
  private static final double ALPHA_LONG = 4;

  private static final double ALPHA_SHORT = 6;

  private static final float[] SINE_LONG = sine(Channel.FRAME);
  private static final float[] SINE_SHORT = sine(Windows.SHORT_LENGTH);
  private static final float[] KAISER_LONG = kaiserBessel(Channel.FRAME, ALPHA_LONG);
  private static final float[] KAISER_SHORT = kaiserBessel(Windows.SHORT_LENGTH, ALPHA_SHORT);

  private Slopes() {}

  /** 1024 factors; not to be modified. */
  static float[] ofLongWindow(boolean isKaiserBessel) {
    return isKaiserBessel ? KAISER_LONG : SINE_LONG;
  }

  /** 128 factors; not to be modified. */
  static float[] ofShortWindow(boolean isKaiserBessel) {
    return isKaiserBessel ? KAISER_SHORT : SINE_SHORT;
  }

  private static float[] sine(int length) {
    float[] slope = new float[length];
    for (int i = 0; i < length; i++) {
      slope[i] = (float) Math.sin(Math.PI * (i + 0.5) / (2 * length));
    }
    return slope;
  }

  private static float[] kaiserBessel(int length, double alpha) {
    double[] sums = new double[length + 1];
    double sum = 0;
    for (int i = 0; i <= length; i++) {
      double place = 2.0 * i / length - 1;
      sum += bessel(Math.PI * alpha * Math.sqrt(1 - place * place));
      sums[i] = sum;
    }
    float[] slope = new float[length];
    for (int i = 0; i < length; i++) {
      slope[i] = (float) Math.sqrt(sums[i] / sum);
    }
    return slope;
  }

  /** The modified Bessel function of the first kind and order zero, by its series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int i = 1; term > sum * 1e-17; i++) {
      term *= x / (2 * i) * (x / (2 * i));
      sum += term;
    }
    return sum;
  }
}
