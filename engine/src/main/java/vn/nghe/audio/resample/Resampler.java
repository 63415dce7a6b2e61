// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.resample;

import java.util.Arrays;
import vn.nghe.audio.SampleSink;

/**
 * Changes the sample rate of one channel as it streams through. Sample 0 stays at time 0; silence
 * is taken to lie before and after the sound. The outputs do not depend on how the input is cut
 * into blocks, to the bit.
 */
public final class Resampler implements SampleSink {
  private static final int BLOCK = 4096;

  private final SampleSink output;
  private final int up;
  private final int down;
  private final SincFilterBank filters;

  /** Input samples from the first one that is still needed. */
  private final float[] window;

  private int filled;

  /** Index in the window of the first sample of the next output. */
  private int first;

  /** How far the next output lies past an input sample, in {@code up}ths of a sample. */
  private int phase;

  private long received;
  private long produced;
  private final float[] block = new float[BLOCK];
  private final float[] zeros = new float[BLOCK];

  /**
   * Makes ready for a new sound.
   *
   * @param inputRate samples per second that come in, at least 1
   * @param outputRate samples per second that go out, at least 1
   * @param output takes the resampled sound
   */
  public Resampler(int inputRate, int outputRate, SampleSink output) {
    int common = greatestCommonDivisor(inputRate, outputRate);
    this.up = outputRate / common;
    this.down = inputRate / common;
    this.output = output;
    this.filters = new SincFilterBank(up, down);
    this.window = new float[filters.taps() + BLOCK];
    this.filled = filters.reach() - 1;
  }

  /** Units of {@link vn.nghe.audio.io.Work} that the design of the filters took. */
  public long workToDesign() {
    return filters.workToDesign();
  }

  /** Units of {@link vn.nghe.audio.io.Work} for each sample that goes out. */
  public long workPerSample() {
    return filters.workPerSample();
  }

  @Override
  public void accept(float[] samples, int count) {
    received += count;
    int taken = 0;
    while (taken < count) {
      int fitting = Math.min(count - taken, window.length - filled);
      System.arraycopy(samples, taken, window, filled, fitting);
      taken += fitting;
      filled += fitting;
      filter(Long.MAX_VALUE);
    }
  }

  /**
   * Takes silence, as {@link #accept} would take zeros, but in a time that does not depend on the
   * filter.
   *
   * @param count how many samples, at least 0
   */
  public void acceptSilence(long count) {
    // Once all of the window is silent, as many inputs as give a whole number of outputs change
    // nothing in it.
    long before = Math.min(count, window.length);
    long periods = (count - before) / down;
    feedZeros(before);
    received += periods * down;
    produced += periods * up;
    for (long left = periods * up; left > 0; left -= BLOCK) {
      output.accept(zeros, (int) Math.min(BLOCK, left));
    }
    feedZeros(count - before - periods * down);
  }

  private void feedZeros(long count) {
    for (long left = count; left > 0; left -= BLOCK) {
      accept(zeros, (int) Math.min(BLOCK, left));
    }
  }

  /** Filters what the end of the sound still owes: {@code round(inputs · up / down)} in all. */
  public void finish() {
    long total = (2 * received * up + down) / (2L * down);
    while (produced < total) {
      Arrays.fill(window, filled, window.length, 0);
      filled = window.length;
      filter(total);
    }
  }

  private void filter(long total) {
    int taps = filters.taps();
    int wholeStep = down / up;
    int phaseStep = down % up;
    int made = 0;
    while (first + taps <= filled && produced < total) {
      block[made++] = filters.apply(window, first, phase);
      produced++;
      first += wholeStep;
      phase += phaseStep;
      if (phase >= up) {
        phase -= up;
        first++;
      }
      if (made == BLOCK) {
        output.accept(block, made);
        made = 0;
      }
    }
    output.accept(block, made);
    if (filled == window.length) {
      System.arraycopy(window, first, window, 0, filled - first);
      filled -= first;
      first = 0;
    }
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
