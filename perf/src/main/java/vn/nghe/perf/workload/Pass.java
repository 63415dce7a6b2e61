// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.workload;

import java.nio.file.Path;
import java.util.Arrays;
import vn.nghe.audio.Audio;
import vn.nghe.features.Frames;
import vn.nghe.features.LogMel;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;
import vn.nghe.model.Activations;
import vn.nghe.model.Logits;
import vn.nghe.model.Whisper;

/** Runs passes of a model, from samples to logits. */
public final class Pass implements AutoCloseable {
  private final Workers workers;
  private final Whisper model;
  private final Activations activations;
  private final int frames;
  private final LogMel logMel = new LogMel(WhisperSize.BANDS);
  private final float[] sound;
  private final Matrix features;

  /**
   * @param folder a model folder
   * @param seconds length of a pass, at least that of the audio; the rest is silence
   */
  public Pass(Path folder, double seconds, int threads) {
    this.workers = new Workers(threads);
    this.model = Whisper.load(folder, workers);
    this.activations = model.newActivations();
    this.frames = (int) Math.round(seconds * EncoderProduct.FRAMES_PER_SECOND);
    int samples = frames * Frames.SAMPLES;
    sound = new float[LogMel.bufferSize(samples)];
    features = Matrix.of(new float[2 * frames * WhisperSize.BANDS], 2 * frames, WhisperSize.BANDS);
  }

  /** The model. */
  public Whisper model() {
    return model;
  }

  /** Length of a pass, in frames of 20 ms. */
  public int frames() {
    return frames;
  }

  /**
   * The log-mel features alone.
   *
   * @return [2 frames, bands], overwritten by the next call
   */
  public Matrix features(Audio audio) {
    int samples = frames * Frames.SAMPLES;
    int start = LogMel.bufferStart();
    audio.copyTo(0, sound, start, audio.length());
    Arrays.fill(sound, start + audio.length(), start + samples, 0f);
    logMel.extract(workers, sound, samples, features);
    return features;
  }

  /**
   * The whole pass, log-mel features included.
   *
   * @return overwritten by the next call
   */
  public Logits logits(Audio audio) {
    model.features(workers, activations, audio, frames);
    model.encode(workers, activations);
    return model.ctc().orElseThrow().logits(workers, activations);
  }

  @Override
  public void close() {
    workers.close();
  }
}
