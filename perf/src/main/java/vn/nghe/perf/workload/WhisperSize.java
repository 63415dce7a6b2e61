// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.workload;

/** The sizes of Whisper that run on a few cores, by the table of architectures in its paper. */
public enum WhisperSize {
  TINY(384, 6, 4),
  BASE(512, 8, 6),
  SMALL(768, 12, 12);

  /** Mel bands of the features. */
  public static final int BANDS = 80;

  private final int width;
  private final int heads;
  private final int layers;

  WhisperSize(int width, int heads, int layers) {
    this.width = width;
    this.heads = heads;
    this.layers = layers;
  }

  /** Values in a frame between layers. */
  public int width() {
    return width;
  }

  /** Heads of attention. */
  public int heads() {
    return heads;
  }

  /** Transformer layers of the encoder. */
  public int layers() {
    return layers;
  }

  /** Values in a frame inside a feed-forward block. */
  public int inner() {
    return 4 * width;
  }
}
