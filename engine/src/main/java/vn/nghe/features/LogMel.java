// SPDX-License-Identifier: Apache-2.0
package vn.nghe.features;

import vn.nghe.audio.Audio;
import vn.nghe.kernel.Gemm;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.PackedMatrix;
import vn.nghe.kernel.Workers;

/**
 * Whisper's log-mel spectrogram, the input of the encoder.
 *
 * <p>Frames of 25 ms every 10 ms, periodic Hann window, power spectrum, 80 Slaney mel bands, log10
 * with a floor 8 decades below the clip's loudest value, shifted and scaled to about -1 to 1.
 *
 * <p>The Fourier transform is written as a product with a matrix of cosines and sines: at 400
 * points, which is no power of two, the matrix kernels beat a fast transform in plain Java.
 */
public final class LogMel {
  /** Samples from one frame to the next: 10 ms. */
  public static final int HOP = 160;

  /** Samples in a frame: 25 ms. */
  private static final int WINDOW = 400;

  /**
   * Samples before the first that its frame covers; they are mirrored from the sound's beginning.
   */
  private static final int HALF_WINDOW = WINDOW / 2;

  /**
   * A frame folded on its middle: the transform of a real signal needs only sums and differences.
   */
  private static final int FOLDED = HALF_WINDOW;

  /** Bins from 40 Hz to 7,960 Hz. The mel filters give no weight to 0 Hz and to 8 kHz. */
  private static final int BINS = WINDOW / 2 - 1;

  /** Power below which a band counts as silent. */
  private static final double LEAST_POWER = 1e-10;

  /** Decades between the loudest value and the floor. */
  private static final float RANGE = 8;

  /** Frames one task transforms; their folded samples and powers stay in the second-level cache. */
  private static final int FRAMES_PER_TASK = 60;

  private static final ThreadLocal<float[]> BLOCK =
      ThreadLocal.withInitial(() -> new float[FRAMES_PER_TASK * (2 * FOLDED + BINS)]);

  private final int bands;
  private final float[] window;
  private final PackedMatrix cosines;
  private final PackedMatrix sines;
  private final PackedMatrix filters;

  /**
   * @param bands number of mel bands, 80 for every Whisper size up to medium
   */
  public LogMel(int bands) {
    this.bands = bands;
    this.window = new float[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW));
    }
    this.cosines = PackedMatrix.zeros(FOLDED, BINS);
    this.sines = PackedMatrix.zeros(FOLDED, BINS);
    float[] cosine = new float[BINS];
    float[] sine = new float[BINS];
    for (int i = 0; i < FOLDED; i++) {
      for (int bin = 0; bin < BINS; bin++) {
        double angle = 2 * Math.PI * ((i + 1) * (bin + 1) % WINDOW) / WINDOW;
        cosine[bin] = (float) Math.cos(angle);
        sine[bin] = (float) Math.sin(angle);
      }
      cosines.row(i, cosine, 0);
      sines.row(i, sine, 0);
    }
    float[][] weights = MelFilters.weights(bands, BINS + 2, Audio.SAMPLE_RATE);
    this.filters = PackedMatrix.zeros(BINS, bands);
    for (int band = 0; band < bands; band++) {
      filters.column(band, weights[band], 1);
    }
  }

  /** Values in a frame. */
  public int bands() {
    return bands;
  }

  /** Floats that a buffer for this much sound must have: the samples and their mirrored edges. */
  public static int bufferSize(int samples) {
    return samples + WINDOW;
  }

  /** Where the first sample lies in such a buffer. */
  public static int bufferStart() {
    return HALF_WINDOW;
  }

  /**
   * Computes the features of a pass.
   *
   * @param sound {@code samples} amplitudes from index {@link #bufferStart()}; the edges on both
   *     sides are overwritten
   * @param samples how many, a multiple of {@link #HOP} and more than 200
   * @param out one row of {@link #bands()} values for each hop
   */
  public void extract(Workers workers, float[] sound, int samples, Matrix out) {
    int frames = samples / HOP;
    if (samples % HOP != 0 || samples <= HALF_WINDOW || out.rows() != frames) {
      throw new IllegalArgumentException(
          samples + " samples do not make " + out.rows() + " frames");
    }
    mirrorEdges(sound, samples);
    workers.forEach(
        Math.ceilDiv(frames, FRAMES_PER_TASK),
        task -> {
          int first = task * FRAMES_PER_TASK;
          transform(sound, first, Math.min(FRAMES_PER_TASK, frames - first), out);
        });
    normalise(out);
  }

  private static void mirrorEdges(float[] sound, int samples) {
    int last = HALF_WINDOW + samples - 1;
    for (int i = 1; i <= HALF_WINDOW; i++) {
      sound[HALF_WINDOW - i] = sound[HALF_WINDOW + i];
      sound[last + i] = sound[last - i];
    }
  }

  /** From samples to the logarithm of the mel bands, for some of the frames. */
  private void transform(float[] sound, int first, int frames, Matrix out) {
    float[] block = BLOCK.get();
    Matrix sums = new Matrix(block, 0, frames, FOLDED, 2 * FOLDED);
    Matrix differences = new Matrix(block, FOLDED, frames, FOLDED, 2 * FOLDED);
    Matrix power = new Matrix(block, FRAMES_PER_TASK * 2 * FOLDED, frames, BINS, BINS);
    for (int frame = 0; frame < frames; frame++) {
      fold(sound, (first + frame) * HOP, block, sums.at(frame), differences.at(frame));
    }
    Gemm.multiply(
        sums,
        cosines,
        (tile, at, row, column, count) -> {
          for (int i = 0, to = power.at(row) + column; i < count; i++) {
            block[to + i] = tile[at + i] * tile[at + i];
          }
        });
    Gemm.multiply(
        differences,
        sines,
        (tile, at, row, column, count) -> {
          for (int i = 0, to = power.at(row) + column; i < count; i++) {
            block[to + i] += tile[at + i] * tile[at + i];
          }
        });
    Gemm.multiply(
        power,
        filters,
        (tile, at, row, column, count) -> {
          for (int i = 0, to = out.at(first + row) + column; i < count; i++) {
            out.data()[to + i] = (float) Math.log10(Math.max(LEAST_POWER, tile[at + i]));
          }
        });
  }

  /**
   * Windows a frame and folds it on its middle: cosines are even and sines odd around it, so
   * samples at equal distance from it meet the same factor up to its sign. The first sample has
   * weight 0.
   */
  private void fold(float[] sound, int from, float[] block, int sum, int difference) {
    for (int i = 1; i < HALF_WINDOW; i++) {
      float early = window[i] * sound[from + i];
      float late = window[i] * sound[from + WINDOW - i];
      block[sum + i - 1] = early + late;
      block[difference + i - 1] = early - late;
    }
    block[sum + HALF_WINDOW - 1] = sound[from + HALF_WINDOW];
    block[difference + HALF_WINDOW - 1] = 0;
  }

  private static void normalise(Matrix out) {
    float[] values = out.data();
    float largest = Float.NEGATIVE_INFINITY;
    for (int row = 0; row < out.rows(); row++) {
      for (int i = out.at(row), end = i + out.columns(); i < end; i++) {
        largest = Math.max(largest, values[i]);
      }
    }
    float floor = largest - RANGE;
    for (int row = 0; row < out.rows(); row++) {
      for (int i = out.at(row), end = i + out.columns(); i < end; i++) {
        values[i] = (Math.max(values[i], floor) + 4) / 4;
      }
    }
  }
}
