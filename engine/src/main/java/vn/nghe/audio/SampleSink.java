// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

/** Where one channel of sound goes, block by block. */
@FunctionalInterface
interface SampleSink {
  /**
   * Takes the next block.
   *
   * @param samples amplitudes; not kept
   * @param count how many of them, from the front
   */
  void accept(float[] samples, int count);
}
