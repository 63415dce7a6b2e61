// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;

/** Where a decoder puts the sound, block by block as it comes out of the file. */
public interface PcmSink {
  /**
   * Says what the blocks that follow hold. Called before the first block, and again where the
   * format changes.
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

  /**
   * Takes silence that belongs to the recording: a late start, or a gap between two parts.
   *
   * @param frames how many samples of each channel, at least 0
   */
  void pause(long frames);

  /**
   * Takes silence in place of sound that cannot be decoded.
   *
   * @param frames how many samples of each channel are missing, at least 0
   * @param message the fault, as a sentence without its full stop
   * @param at where it lies in the input
   * @throws AudioException if the caller wants no sound with faults
   */
  void lose(long frames, String message, long at);

  /**
   * Hears of something else that the user should know.
   *
   * @param message what it is, as a sentence without its full stop
   * @param at where it lies in the input
   * @throws AudioException if it is a fault, and the caller wants no sound with faults
   */
  void warn(AudioWarning.Kind kind, String message, long at);

  /**
   * Hears of work of which no block comes: sound that was decoded to be left out, or only to be
   * listened to.
   *
   * @param samples how many were decoded, of all channels together
   */
  default void worked(long samples) {}
}
