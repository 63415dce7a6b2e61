// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import vn.nghe.audio.AudioException;

/** Where a decoder puts the sound, block by block as it comes out of the file. */
public interface PcmSink {
  /**
   * Says what the blocks will hold. Called once, before the first block.
   *
   * @param sampleRate samples per second and channel, as the file states it
   * @param channels how many channels are interleaved, as the file states it
   * @throws AudioException if the engine does not take such sound
   */
  void start(long sampleRate, int channels);

  /**
   * Hears how much the file says that there is. Called, if at all, between {@link #start} and the
   * first block, and only by decoders of formats that say so.
   *
   * @param frames how many samples of each channel, at least 0; a claim, which may be wrong
   */
  default void expect(long frames) {}

  /**
   * Takes the next block.
   *
   * @param interleaved amplitudes, full scale at -1 and 1: one of each channel, then the next of
   *     each; not kept
   * @param frames how many samples of each channel, at least 0
   * @throws AudioException if the sound so far is longer than the caller wants
   */
  void accept(float[] interleaved, int frames);
}
