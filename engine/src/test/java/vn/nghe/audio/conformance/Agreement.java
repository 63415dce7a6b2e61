// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.conformance;

/**
 * How far two decoders agree on one file, over the samples that both have.
 *
 * @param lag how many samples the other decoder put out before the first that the engine has: they
 *     differ in how much of an encoder's delay they cut off
 * @param more how many samples more the engine has at the end, negative if fewer
 * @param residual power of the other decoder's samples over that of the difference, in decibels;
 *     infinite if no sample differs
 * @param share of the sound in which both are the same to the ear; the rest is lost or concealed by
 *     one of them
 */
record Agreement(int lag, int more, double residual, double share) {
  /** Two frames of MP3, and the priming of every AAC encoder. */
  private static final int MOST_LAG = 2_304;

  /** Over which the lag is sought, in samples. */
  private static final int LAG_WINDOW = 8_192;

  /** In samples, a frame of MP3. */
  private static final int BLOCK = 1_152;

  /** In decibels. */
  private static final double SAME_SOUND = 40;

  static Agreement of(float[] actual, float[] expected) {
    int lag = residual(actual, expected, 0) > 20 ? 0 : lag(actual, expected);
    return new Agreement(
        lag,
        actual.length - (expected.length - lag),
        residual(actual, expected, lag),
        share(actual, expected, lag));
  }

  /** Where the difference is least in the middle of the sound. */
  private static int lag(float[] actual, float[] expected) {
    int start = Math.max(MOST_LAG, (expected.length - LAG_WINDOW) / 2);
    int end = Math.min(expected.length, start + LAG_WINDOW);
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int lag = -MOST_LAG; lag <= MOST_LAG; lag++) {
      double noise = 0;
      for (int i = start; i < end; i++) {
        int at = i - lag;
        double difference = expected[i] - (at >= 0 && at < actual.length ? actual[at] : 0);
        noise += difference * difference;
      }
      if (noise < least) {
        least = noise;
        best = lag;
      }
    }
    return best;
  }

  private static double residual(float[] actual, float[] expected, int lag) {
    return residual(actual, expected, lag, 0, expected.length);
  }

  private static double residual(float[] actual, float[] expected, int lag, int from, int to) {
    double signal = 0;
    double noise = 0;
    for (int i = Math.max(from, lag);
        i < Math.min(Math.min(to, expected.length), actual.length + lag);
        i++) {
      double difference = actual[i - lag] - expected[i];
      signal += (double) expected[i] * expected[i];
      noise += difference * difference;
    }
    return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
  }

  private static double share(float[] actual, float[] expected, int lag) {
    int equal = 0;
    int blocks = 0;
    for (int from = 0; from < expected.length; from += BLOCK) {
      blocks++;
      if (residual(actual, expected, lag, from, from + BLOCK) > SAME_SOUND) {
        equal++;
      }
    }
    return blocks == 0 ? 0 : (double) equal / blocks;
  }

  /** As the table has it. */
  String text() {
    String agreement = Double.isInfinite(residual) ? "exact" : "%.1f dB".formatted(residual);
    String shift = lag == 0 ? "" : ", lag " + lag;
    String part = share == 1 ? "" : " (%.1f %% the same)".formatted(100 * share);
    return agreement + part + shift + (more == 0 ? "" : ", %+d samples".formatted(more));
  }
}
