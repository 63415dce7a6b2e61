// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.workload;

import vn.nghe.features.Frames;

/** The matrix products of an encoder. */
public enum EncoderProduct {
  /** The first convolution, over feature frames of 10 ms. */
  CONV1,
  /** The second convolution, which halves the rate. */
  CONV2,
  /** Queries, keys and values side by side. */
  QKV,
  /** The projection of attention into the residual stream. */
  OUT,
  /** Into the feed-forward block. */
  EXPAND,
  /** Out of the feed-forward block. */
  CONTRACT;

  /** Encoder frames a second, 20 ms each. */
  public static final int FRAMES_PER_SECOND = Frames.PER_SECOND;

  /** The kernel size of the convolutions. */
  public static final int TAPS = 3;

  /** The shape of this product for a number of seconds of audio. */
  public GemmShape shape(WhisperSize size, int seconds) {
    int frames = seconds * FRAMES_PER_SECOND;
    int width = size.width();
    return switch (this) {
      case CONV1 -> new GemmShape(2 * frames, TAPS * WhisperSize.BANDS, width);
      case CONV2 -> new GemmShape(frames, TAPS * width, width);
      case QKV -> new GemmShape(frames, width, 3 * width);
      case OUT -> new GemmShape(frames, width, width);
      case EXPAND -> new GemmShape(frames, width, size.inner());
      case CONTRACT -> new GemmShape(frames, size.inner(), width);
    };
  }
}
