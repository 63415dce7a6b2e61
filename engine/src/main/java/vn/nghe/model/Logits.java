// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.Objects;

/**
 * The output of the CTC head: for each frame of 20 ms one logit a class, row by row. A logit is an
 * unnormalised log-probability; the softmax of a row gives the posteriors.
 *
 * <p>A view of a buffer: {@link #slice} copies nothing, and {@link #set} is seen by every view of
 * the same buffer.
 */
public final class Logits {
  private final float[] values;
  private final int offset;
  private final int frames;
  private final int classes;
  private final int blank;

  private Logits(float[] values, int offset, int frames, int classes, int blank) {
    this.values = values;
    this.offset = offset;
    this.frames = frames;
    this.classes = classes;
    this.blank = blank;
  }

  /**
   * Wraps a buffer.
   *
   * @param values [frames, classes], row by row from the first element; not copied
   * @param frames number of rows, from 0
   * @param classes length of a row, at least 1
   * @param blank the class that writes nothing, below {@code classes}
   * @throws IndexOutOfBoundsException if the buffer is shorter than that, or there is no such class
   */
  public static Logits of(float[] values, int frames, int classes, int blank) {
    Objects.checkIndex(blank, classes);
    Objects.checkFromIndexSize(0, Math.multiplyExact(frames, classes), values.length);
    return new Logits(values, 0, frames, classes, blank);
  }

  /** Number of rows. */
  public int frames() {
    return frames;
  }

  /** Length of a row, the blank included. */
  public int classes() {
    return classes;
  }

  /** The class that writes nothing. */
  public int blank() {
    return blank;
  }

  /** The frames from {@code first} to {@code end - 1}, in the same buffer. */
  public Logits slice(int first, int end) {
    Objects.checkFromToIndex(first, end, frames);
    return new Logits(values, row(first), end - first, classes, blank);
  }

  /** The logit of one class. */
  public float at(int frame, int unit) {
    return values[row(frame) + unit];
  }

  /** Changes the logit of one class, in the buffer. */
  public void set(int frame, int unit, float logit) {
    values[row(frame) + unit] = logit;
  }

  /** The class with the highest logit; the lowest number where several have it. */
  public int best(int frame) {
    int row = row(frame);
    int best = 0;
    for (int i = 1; i < classes; i++) {
      if (values[row + i] > values[row + best]) {
        best = i;
      }
    }
    return best;
  }

  /** The posterior probability of one class: its softmax over the row, from 0 to 1. */
  public double posterior(int frame, int unit) {
    int row = row(frame);
    float highest = highest(row);
    return Math.exp((double) values[row + unit] - highest) / sum(row, highest);
  }

  /**
   * The natural logarithms of all posteriors of a frame.
   *
   * @param target receives one value a class
   */
  public void logPosteriors(int frame, double[] target) {
    int row = row(frame);
    float highest = highest(row);
    double norm = highest + Math.log(sum(row, highest));
    for (int i = 0; i < classes; i++) {
      target[i] = values[row + i] - norm;
    }
  }

  private float highest(int row) {
    float highest = values[row];
    for (int i = 1; i < classes; i++) {
      highest = Math.max(highest, values[row + i]);
    }
    return highest;
  }

  /** The denominator of the softmax, relative to the highest logit, so that nothing overflows. */
  private double sum(int row, float highest) {
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += Math.exp((double) values[row + i] - highest);
    }
    return sum;
  }

  private int row(int frame) {
    return offset + frame * classes;
  }
}
