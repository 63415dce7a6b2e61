// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.Arrays;
import java.util.Optional;
import vn.nghe.features.LogMel;
import vn.nghe.kernel.Attention;
import vn.nghe.kernel.Matrix;

/**
 * The buffers of a pass, from samples to logits. They grow to the longest pass so far and are
 * reused, so that a running service does not allocate them again.
 */
public final class Activations {
  private final ModelConfig config;
  private final Attention attention;
  private final int headWidth;
  private final int classes;
  private Optional<DecoderState> decoderState = Optional.empty();
  private int capacity;
  private int frames;

  private float[] sound = new float[0];
  private float[] features = new float[0];
  private float[] convolved = new float[0];
  private float[] hidden = new float[0];
  private float[] normed = new float[0];
  private float[] projected = new float[0];
  private float[] attended = new float[0];
  private float[] inner = new float[0];
  private float[] keysAndValues = new float[0];
  private float[] head = new float[0];
  private float[] logits = new float[0];

  Activations(ModelConfig config) {
    this.config = config;
    this.attention = new Attention(config.heads(), config.width());
    this.headWidth = config.ctc().map(CtcConfig::headWidth).orElse(0);
    this.classes = config.ctc().map(CtcConfig::classes).orElse(0);
  }

  /** [frames, width]: the output of the encoder, until these buffers are used again. */
  public Matrix encoded() {
    return normed();
  }

  /**
   * What the decoder keeps of a pass.
   *
   * @throws java.util.NoSuchElementException if the model has no decoder
   */
  public DecoderState decoderState() {
    if (decoderState.isEmpty()) {
      decoderState = Optional.of(new DecoderState(config.decoder().orElseThrow(), config.width()));
    }
    return decoderState.get();
  }

  /** Makes room for {@code frames} of 20 ms; the content of all buffers is lost. */
  void resize(int frames) {
    this.frames = frames;
    if (frames <= capacity) {
      return;
    }
    capacity = frames;
    int width = config.width();
    int melFrames = 2 * frames;
    sound = new float[LogMel.bufferSize(melFrames * LogMel.HOP)];
    features = new float[(melFrames + 2) * config.melBands()];
    convolved = new float[(melFrames + 2) * width];
    hidden = new float[frames * width];
    normed = new float[frames * width];
    projected = new float[frames * 3 * width];
    attended = new float[frames * width];
    inner = new float[frames * config.inner()];
    keysAndValues = new float[attention.bufferSize(frames)];
    head = new float[frames * headWidth];
    logits = new float[frames * classes];
  }

  /** Frames of 20 ms. */
  int frames() {
    return frames;
  }

  /** The samples with their mirrored edges, as {@link LogMel#extract} takes them. */
  float[] sound() {
    return sound;
  }

  /** [2 frames, bands]: the log-mel features, with a row of zeros before and after. */
  Matrix features() {
    return framed(features, config.melBands());
  }

  /** [2 frames, 3 bands]: the three rows of features around each, zeros beyond the edges. */
  Matrix featureWindows() {
    int bands = config.melBands();
    return new Matrix(features, 0, 2 * frames, 3 * bands, bands);
  }

  /** [2 frames, width]: the first convolution's result, with a row of zeros before and after. */
  Matrix convolved() {
    return framed(convolved, config.width());
  }

  /** [frames, 3 width]: the three rows of the first convolution around every second of them. */
  Matrix convolvedWindows() {
    int width = config.width();
    return new Matrix(convolved, 0, frames, 3 * width, 2 * width);
  }

  /** [frames, width]: the residual stream. */
  Matrix hidden() {
    return Matrix.of(hidden, frames, config.width());
  }

  /** [frames, width]: the residual stream after a layer norm. */
  Matrix normed() {
    return Matrix.of(normed, frames, config.width());
  }

  /** [frames, 3 width]: queries, keys and values. */
  Matrix projected() {
    return Matrix.of(projected, frames, 3 * config.width());
  }

  /** [frames, width]: what attention gathers. */
  Matrix attended() {
    return Matrix.of(attended, frames, config.width());
  }

  /** [frames, inner]: inside the feed-forward block. */
  Matrix inner() {
    return Matrix.of(inner, frames, config.inner());
  }

  /** Packed keys and values of every head. */
  float[] keysAndValues() {
    return keysAndValues;
  }

  /** [frames, head width]: inside the CTC head. */
  Matrix head() {
    return Matrix.of(head, frames, headWidth);
  }

  /** [frames, classes]: the CTC head's result. */
  Matrix logits() {
    return Matrix.of(logits, frames, classes);
  }

  /** Rows 1 to 2 frames of a buffer whose first row and the one after the last are zeros. */
  private Matrix framed(float[] buffer, int columns) {
    int rows = 2 * frames;
    Arrays.fill(buffer, 0, columns, 0f);
    Arrays.fill(buffer, (rows + 1) * columns, (rows + 2) * columns, 0f);
    return new Matrix(buffer, columns, rows, columns, columns);
  }
}
