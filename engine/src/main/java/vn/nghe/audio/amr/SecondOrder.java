// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

/** A recursive filter of second order, whose numerator is symmetric. */
final class SecondOrder {
  private final double outer;
  private final double middle;
  private final double firstPole;
  private final double secondPole;
  private double in1;
  private double in2;
  private double out1;
  private double out2;

  /**
   * Begins with silence.
   *
   * @param outer weight of the newest and the oldest input
   * @param middle weight of the input between them
   * @param firstPole weight of the last output
   * @param secondPole weight of the output before it
   */
  SecondOrder(double outer, double middle, double firstPole, double secondPole) {
    this.outer = outer;
    this.middle = middle;
    this.firstPole = firstPole;
    this.secondPole = secondPole;
  }

  float filter(float in) {
    double out = outer * (in + in2) + middle * in1 + firstPole * out1 + secondPole * out2;
    in2 = in1;
    in1 = in;
    out2 = out1;
    out1 = out;
    return (float) out;
  }
}
