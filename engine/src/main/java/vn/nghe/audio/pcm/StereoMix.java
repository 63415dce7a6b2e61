// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import vn.nghe.audio.SampleSink;

/**
 * Mixes two channels down to their mean, or takes the left one where both cancel each other because
 * one is wired the wrong way round. Which holds is decided for windows of a tenth of a second, by
 * the power of the sum and of the difference; the change from one to the other is faded over a
 * window.
 */
final class StereoMix {
  /** 10 dB: music and rooms lower the sum of two channels by less. */
  private static final double CANCELLED = 0.1;

  private static final int WINDOWS_PER_SECOND = 10;

  private final SampleSink output;
  private final Runnable onOpposite;
  private final float[] window;
  private final float[] mono;
  private int filled;
  private boolean opposite;
  private boolean begun;

  /**
   * Makes ready for one stream.
   *
   * @param sampleRate samples per second and channel
   * @param onOpposite runs where a part begins whose channels cancel each other
   * @param output takes one channel
   */
  StereoMix(long sampleRate, Runnable onOpposite, SampleSink output) {
    int frames = (int) (sampleRate / WINDOWS_PER_SECOND);
    this.window = new float[2 * frames];
    this.mono = new float[frames];
    this.onOpposite = onOpposite;
    this.output = output;
  }

  /** Takes interleaved samples. */
  void accept(float[] interleaved, int frames) {
    for (int taken = 0; taken < 2 * frames; ) {
      int fitting = Math.min(2 * frames - taken, window.length - filled);
      System.arraycopy(interleaved, taken, window, filled, fitting);
      taken += fitting;
      filled += fitting;
      if (filled == window.length) {
        flush();
      }
    }
  }

  /** Puts out what has come so far. */
  void flush() {
    boolean before = opposite;
    decide();
    if (opposite && !before) {
      onOpposite.run();
    }
    if (!begun) {
      before = opposite;
      begun = true;
    }
    int frames = filled / 2;
    for (int i = 0; i < frames; i++) {
      float left = window[2 * i];
      float mean = (left + window[2 * i + 1]) / 2;
      if (before == opposite) {
        mono[i] = opposite ? left : mean;
      } else {
        float share = (float) i / frames;
        mono[i] = opposite ? mean + share * (left - mean) : left + share * (mean - left);
      }
    }
    filled = 0;
    output.accept(mono, frames);
  }

  /** What is neither clear nor silent stays as the window before. */
  private void decide() {
    double sums = 0;
    double differences = 0;
    for (int i = 0; i < filled; i += 2) {
      double sum = window[i] + window[i + 1];
      double difference = window[i] - window[i + 1];
      sums += sum * sum;
      differences += difference * difference;
    }
    if (sums < CANCELLED * differences) {
      opposite = true;
    } else if (sums > differences) {
      opposite = false;
    }
  }
}
