// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.io;

import java.util.concurrent.CancellationException;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;

/**
 * Where a decoder counts its work. A unit is what decoding one sample of one channel takes, or
 * reading a number: some nanoseconds for PCM and FLAC, some tens for codecs that transform.
 */
public interface Work {
  /** Work that nobody counts: of live sound, and inside a packet whose sound is counted. */
  Work UNCOUNTED =
      new Work() {
        @Override
        public void add(long units) {}

        @Override
        public void made(long samples) {}
      };

  /**
   * Counts work that is about to be done or has just been done.
   *
   * @param units how much, at least 0
   * @throws CancellationException if the thread is interrupted, which it then stays
   * @throws AudioException if it is more than the bytes and the sound so far account for
   */
  void add(long units);

  /**
   * Counts sound that came of the work.
   *
   * @param samples how many, of one channel at {@value Audio#SAMPLE_RATE} Hz
   */
  void made(long samples);
}
