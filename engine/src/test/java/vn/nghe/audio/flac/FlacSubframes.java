// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import vn.nghe.audio.fixture.BitWriter;

/** Writes the subframes of FLAC, each in the way a test asks for. */
public final class FlacSubframes {
  /** Rice parameter that stands for samples of fixed width, with 4 and 5 bits of parameter. */
  private static final int[] ESCAPE = {15, 31};

  private FlacSubframes() {}

  public static void constant(BitWriter out, long value, int width) {
    out.bits(0, 8).bits(value, width);
  }

  public static void verbatim(BitWriter out, long[] samples, int width) {
    out.bits(1 << 1, 8);
    for (long sample : samples) {
      out.bits(sample, width);
    }
  }

  /** Verbatim samples of which the lowest {@code wasted} bits, at least 1, are all zero. */
  public static void verbatimWithWastedBits(BitWriter out, long[] samples, int width, int wasted) {
    out.bits((1 << 1) | 1, 8).unary(wasted - 1);
    for (long sample : samples) {
      out.bits(sample >> wasted, width - wasted);
    }
  }

  public static void fixed(BitWriter out, long[] samples, int width, int order, Residual residual) {
    int[][] polynomials = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};
    out.bits((8 + order) << 1, 8);
    predicted(out, samples, width, polynomials[order], 0, residual, () -> {});
  }

  public static void linear(
      BitWriter out, long[] samples, int width, int[] coefficients, int shift, Residual residual) {
    int precision = 15;
    out.bits((31 + coefficients.length) << 1, 8);
    predicted(
        out,
        samples,
        width,
        coefficients,
        shift,
        residual,
        () -> {
          out.bits(precision - 1, 4).bits(shift, 5);
          for (int coefficient : coefficients) {
            out.bits(coefficient, precision);
          }
        });
  }

  /**
   * How the residual is written.
   *
   * @param method 0 or 1, for Rice parameters of 4 or 5 bits
   * @param partitionOrder the binary logarithm of the number of partitions
   * @param parameter the Rice parameter of every partition, or -1 to escape every second one
   */
  public record Residual(int method, int partitionOrder, int parameter) {}

  private static void predicted(
      BitWriter out,
      long[] samples,
      int width,
      int[] coefficients,
      int shift,
      Residual residual,
      Runnable predictor) {
    int order = coefficients.length;
    for (int i = 0; i < order; i++) {
      out.bits(samples[i], width);
    }
    predictor.run();
    out.bits(residual.method(), 2).bits(residual.partitionOrder(), 4);
    int size = samples.length >> residual.partitionOrder();
    for (int partition = 0; partition < 1 << residual.partitionOrder(); partition++) {
      boolean escaped = residual.parameter() < 0 && partition % 2 == 0;
      int parameter = Math.max(0, residual.parameter() < 0 ? width - 3 : residual.parameter());
      out.bits(escaped ? ESCAPE[residual.method()] : parameter, 4 + residual.method());
      if (escaped) {
        out.bits(31, 5);
      }
      for (int i = Math.max(order, partition * size); i < (partition + 1) * size; i++) {
        long prediction = 0;
        for (int j = 0; j < order; j++) {
          prediction += coefficients[j] * samples[i - 1 - j];
        }
        long rest = samples[i] - (prediction >> shift);
        if (escaped) {
          out.bits(rest, 31);
        } else {
          long folded = rest < 0 ? -2 * rest - 1 : 2 * rest;
          out.unary(folded >> parameter).bits(folded, parameter);
        }
      }
    }
  }
}
