// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

/** Walks over the coded frames of a track, whatever their codec, in the order of their time. */
interface Samples {
  /**
   * Moves to the next frame.
   *
   * @return whether there is one
   */
  boolean advance();

  /** Index of the first byte of the frame that was moved to, not yet checked against the input. */
  long start();

  /** Its bytes, not yet checked either, from 0 to 2³². */
  long size();

  /** When it sounds, in ticks of the track's clock; not to be relied on. */
  long time();
}
