// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.nghe.language.NgramFile.Codebooks;
import vn.nghe.language.Ngrams;
import vn.nghe.language.ValueCodebook;

/**
 * Builds codebooks. The initial values are the means of bins of equal size, which Federico and
 * Bertoldi (2006) found best for language models; Lloyd's algorithm (1982) then minimises the mean
 * square error of the logarithms.
 */
final class Quantiser {
  private static final int ROUNDS = 30;

  private Quantiser() {}

  /**
   * Codebooks for all levels but the first, whose values are few and stay exact.
   *
   * @param bits bits of a code, at most {@link ValueCodebook#MAX_BITS}
   */
  static List<Codebooks> codebooks(Ngrams ngrams, int bits) {
    List<Codebooks> codebooks = new ArrayList<>();
    codebooks.add(Codebooks.EXACT);
    for (int level = 1; level < ngrams.order(); level++) {
      Ngrams.Level here = ngrams.levels().get(level);
      boolean last = level == ngrams.order() - 1;
      codebooks.add(
          new Codebooks(
              codebook(here.probabilities(), bits),
              codebook(last ? new float[1] : here.backoffs(), bits)));
    }
    return codebooks;
  }

  /** Zero gets its own code if it occurs: it means that an n-gram has no extensions. */
  private static ValueCodebook codebook(float[] values, int bits) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    int first = lower(sorted, 0f);
    int past = upper(sorted, 0f);
    float[] others = new float[sorted.length - (past - first)];
    System.arraycopy(sorted, 0, others, 0, first);
    System.arraycopy(sorted, past, others, first, sorted.length - past);
    float[] centres = centres(others, (1 << bits) - 1);
    float[] all = Arrays.copyOf(centres, centres.length + 1);
    Arrays.sort(all);
    return new ValueCodebook(all, bits);
  }

  private static int lower(float[] sorted, float value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int upper(float[] sorted, float value) {
    return lower(sorted, Math.nextUp(value));
  }

  /**
   * @param sorted ascending values, at least as many as centres
   */
  private static float[] centres(float[] sorted, int wanted) {
    double[] sums = new double[sorted.length + 1];
    for (int i = 0; i < sorted.length; i++) {
      sums[i + 1] = sums[i] + sorted[i];
    }
    int bins = Math.min(wanted, sorted.length);
    if (bins == 0) {
      return new float[0];
    }
    int[] borders = new int[bins + 1];
    for (int i = 0; i <= bins; i++) {
      borders[i] = (int) ((long) sorted.length * i / bins);
    }
    float[] centres = means(sums, borders);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 1; i < bins; i++) {
        borders[i] = lower(sorted, (centres[i - 1] + centres[i]) / 2);
      }
      float[] moved = means(sums, borders);
      for (int i = 0; i < bins; i++) {
        centres[i] = borders[i] == borders[i + 1] ? centres[i] : moved[i];
      }
    }
    return centres;
  }

  private static float[] means(double[] sums, int[] borders) {
    float[] means = new float[borders.length - 1];
    for (int i = 0; i < means.length; i++) {
      means[i] =
          (float) ((sums[borders[i + 1]] - sums[borders[i]]) / (borders[i + 1] - borders[i]));
    }
    return means;
  }
}
