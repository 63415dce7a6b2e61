// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

/** Where one channel of sound goes, block by block. */
@FunctionalInterface
public interface SampleSink {
  /**
   * Takes the next block. Where the blocks are cut means nothing.
   *
   * @param samples amplitudes, full scale at -1 and 1; not to be kept
   * @param count how many of them, from the front; at least 0
   */
  void accept(float[] samples, int count);

  /**
   * Hears beforehand how much will come, where that is known. It is what the file claims, which the
   * sound may belie.
   *
   * @param samples how many in all, at least 0
   */
  default void expect(long samples) {}

  /**
   * Hears that the source is at work, whether or not sound comes of it: after every 5 to 100
   * milliseconds of work, on the thread that gives the samples. What it throws ends the work.
   */
  default void working() {}
}
