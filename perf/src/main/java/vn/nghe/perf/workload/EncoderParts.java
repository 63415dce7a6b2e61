// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.workload;

import vn.nghe.kernel.Attention;
import vn.nghe.kernel.LayerNorm;
import vn.nghe.kernel.Linear;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;

/**
 * The parts of an encoder with random weights, each with its own buffers. Products include their
 * activation or residual sum, as in the encoder.
 */
public final class EncoderParts implements AutoCloseable {
  private final WhisperSize size;
  private final int frames;
  private final Workers workers;

  private final Matrix features;
  private final Matrix convolved;
  private final Matrix hidden;
  private final Matrix normed;
  private final Matrix projected;
  private final Matrix attended;
  private final Matrix inner;
  private final float[] keysAndValues;

  private final Linear conv1;
  private final Linear conv2;
  private final LayerNorm layerNorm;
  private final Linear queriesKeysValues;
  private final Attention attention;
  private final Linear out;
  private final Linear expand;
  private final Linear contract;

  /**
   * @param seconds length of the audio that the buffers hold
   * @param threads threads of one call
   */
  public EncoderParts(WhisperSize size, int seconds, int threads) {
    this.size = size;
    this.frames = seconds * EncoderProduct.FRAMES_PER_SECOND;
    this.workers = new Workers(threads);
    int width = size.width();
    RandomLayers random = new RandomLayers(1);
    features = random.matrix(2 * frames + 2, WhisperSize.BANDS);
    convolved = random.matrix(2 * frames + 2, width);
    hidden = random.matrix(frames, width);
    normed = random.matrix(frames, width);
    projected = random.matrix(frames, 3 * width);
    attended = random.matrix(frames, width);
    inner = random.matrix(frames, size.inner());
    conv1 = random.linear(EncoderProduct.TAPS * WhisperSize.BANDS, width);
    conv2 = random.linear(EncoderProduct.TAPS * width, width);
    layerNorm = RandomLayers.layerNorm(width);
    queriesKeysValues = random.linear(width, 3 * width);
    attention = new Attention(size.heads(), width);
    keysAndValues = new float[attention.bufferSize(frames)];
    out = random.linear(width, width);
    expand = random.linear(width, size.inner());
    contract = random.linear(size.inner(), width);
  }

  /** The first convolution and its GELU. */
  public Matrix convolveFeatures() {
    conv1.applyGelu(workers, windows(features, 2 * frames, 1), convolved.rows(1, 2 * frames));
    return convolved;
  }

  /** The second convolution and its GELU. */
  public Matrix convolveAndHalve() {
    conv2.applyGelu(workers, windows(convolved, frames, 2), hidden);
    return hidden;
  }

  public Matrix normalise() {
    layerNorm.apply(workers, hidden, normed);
    return normed;
  }

  public Matrix project() {
    queriesKeysValues.apply(workers, normed, projected);
    return projected;
  }

  public Matrix attend() {
    attention.apply(workers, projected, keysAndValues, attended);
    return attended;
  }

  /** The projection after attention, added to a residual stream. */
  public Matrix projectOut() {
    out.applyResidual(workers, attended, hidden);
    return hidden;
  }

  /** Into the feed-forward block, GELU included. */
  public Matrix expand() {
    expand.applyGelu(workers, normed, inner);
    return inner;
  }

  /** Out of the feed-forward block, added to a residual stream. */
  public Matrix contract() {
    contract.applyResidual(workers, inner, hidden);
    return hidden;
  }

  /** Multiplications and additions, in billions, in one call of {@link #attend}. */
  public double attentionGigaFlop() {
    return 2 * 2e-9 * frames * frames * size.width();
  }

  @Override
  public void close() {
    workers.close();
  }

  /** The input of a convolution: windows of three neighbouring rows as one row. */
  private static Matrix windows(Matrix rows, int count, int step) {
    int columns = rows.columns();
    return new Matrix(rows.data(), 0, count, EncoderProduct.TAPS * columns, step * columns);
  }
}
