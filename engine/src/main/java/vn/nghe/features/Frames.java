// SPDX-License-Identifier: Apache-2.0
package vn.nghe.features;

import vn.nghe.audio.Audio;

/**
 * The frame: one step of the encoder's output, 20 ms. Its second convolution halves the rate of the
 * feature frames, which are 10 ms apart.
 */
public final class Frames {
  /** Samples in a frame. */
  public static final int SAMPLES = 2 * LogMel.HOP;

  /** Frames in a second. */
  public static final int PER_SECOND = Audio.SAMPLE_RATE / SAMPLES;

  /** Seconds from one frame to the next. */
  public static final double SECONDS = (double) SAMPLES / Audio.SAMPLE_RATE;

  private Frames() {}
}
