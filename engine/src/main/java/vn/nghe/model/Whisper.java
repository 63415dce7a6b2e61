// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vn.nghe.api.ModelDescription;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;
import vn.nghe.audio.Audio;
import vn.nghe.features.Frames;
import vn.nghe.features.LogMel;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;

/** A model folder, loaded: Whisper's features and encoder with a CTC head. Immutable. */
public final class WhisperCtc {
  /** The least sound that can be mirrored at its edges, in frames. */
  private static final int FEWEST_FRAMES = 1;

  private final ModelConfig config;
  private final ModelDescription description;
  private final Map<String, Integer> vocabulary;
  private final LogMel logMel;
  private final Encoder encoder;
  private final CtcHead head;

  private WhisperCtc(
      ModelConfig config,
      ModelDescription description,
      Map<String, Integer> vocabulary,
      Encoder encoder,
      CtcHead head) {
    this.config = config;
    this.description = description;
    this.vocabulary = vocabulary;
    this.logMel = new LogMel(config.melBands());
    this.encoder = encoder;
    this.head = head;
  }

  /**
   * Loads a folder.
   *
   * @param folder holds {@code model.safetensors}, {@code config.json} and {@code vocab.json}
   * @param workers share the work of packing the weights
   * @throws ModelException naming the file and the field or tensor at fault
   */
  public static WhisperCtc load(Path folder, Workers workers) {
    ModelConfig config = ModelConfig.read(folder);
    Map<String, Integer> vocabulary = VocabularyFile.read(folder, config.classes());
    try (Safetensors file = Safetensors.open(folder.resolve(ModelFiles.WEIGHTS))) {
      Weights weights = new Weights(file, workers);
      ModelDescription description =
          new ModelDescription(
              folder.toAbsolutePath().normalize().getFileName().toString(),
              config.language(),
              weights.parameters(),
              config.layers(),
              config.width(),
              config.classes());
      Encoder encoder = new Encoder(weights, config);
      CtcHead head = new CtcHead(weights, config);
      return new WhisperCtc(config, description, vocabulary, encoder, head);
    }
  }

  /** The name, language and sizes of the model. */
  public ModelDescription description() {
    return description;
  }

  /** What the classes are called, by {@code vocab.json}, and their numbers; the blank included. */
  public Map<String, Integer> vocabulary() {
    return vocabulary;
  }

  /** What a class writes. */
  public CtcUnit unit() {
    return config.unit();
  }

  /** The calibration of confidences. */
  public ConfidenceCalibration calibration() {
    return config.calibration();
  }

  /** The class that writes nothing. */
  public int blank() {
    return config.blank();
  }

  /** Stray classes at the start of a pass. */
  public List<Integer> leadingStrays() {
    return config.leadingStrays();
  }

  /** Number of classes, blank included. */
  public int classes() {
    return config.classes();
  }

  /** Frames of 20 ms that fit into one pass, tail included. */
  public int mostFrames() {
    return config.mostFrames();
  }

  /** Samples of silence that follow the sound of a clip, as in training. */
  public int tailSamples() {
    return (int) Math.round(config.tailSeconds() * Audio.SAMPLE_RATE);
  }

  /** Frames of 20 ms that {@code samples} of sound and silence make: started ones count. */
  public static int frames(int samples) {
    return Math.max(FEWEST_FRAMES, Math.ceilDiv(samples, Frames.SAMPLES));
  }

  /** Buffers for one pass at a time, by one caller at a time. */
  public Activations newActivations() {
    return new Activations(config);
  }

  /**
   * Computes the log-mel features of a pass, the input of {@link #encode}.
   *
   * @param sound all of it is taken; silence follows it up to {@code frames}
   * @param frames length of the pass in frames of 20 ms, at most {@link #mostFrames()}
   * @return [2 frames, mel bands], inside {@code activations}: valid until they are used again
   * @throws IllegalArgumentException if the sound is longer than the pass, or the pass too long
   */
  public Matrix features(Workers workers, Activations activations, Audio sound, int frames) {
    int samples = frames * Frames.SAMPLES;
    int count = sound.length();
    if (frames > config.mostFrames() || count > samples) {
      throw new IllegalArgumentException(
          count + " samples in " + frames + " frames; the model has " + config.mostFrames());
    }
    activations.resize(frames);
    float[] buffer = activations.sound();
    int start = LogMel.bufferStart();
    sound.copyTo(0, buffer, start, count);
    Arrays.fill(buffer, start + count, start + samples, 0f);

    Matrix features = activations.features();
    logMel.extract(workers, buffer, samples, features);
    return features;
  }

  /**
   * Runs the encoder over the features in {@code activations}, the input of {@link #head}.
   *
   * @return [frames, width], inside {@code activations}: valid until they are used again
   */
  public Matrix encode(Workers workers, Activations activations) {
    return encode(workers, activations, TensorListener.NONE);
  }

  Matrix encode(Workers workers, Activations activations, TensorListener tensors) {
    encoder.forward(workers, activations, tensors);
    return activations.normed();
  }

  /**
   * Runs the CTC head over the encoder's output in {@code activations}.
   *
   * @return the logits, inside {@code activations}: valid until they are used again
   */
  public Logits head(Workers workers, Activations activations) {
    return head(workers, activations, TensorListener.NONE);
  }

  Logits head(Workers workers, Activations activations, TensorListener tensors) {
    head.forward(workers, activations, tensors);
    return Logits.of(
        activations.logits().data(), activations.frames(), config.classes(), config.blank());
  }

  /** A whole pass: {@link #features}, {@link #encode} and {@link #head}. */
  public Logits logits(Workers workers, Activations activations, Audio sound, int frames) {
    features(workers, activations, sound, frames);
    encode(workers, activations);
    return head(workers, activations);
  }
}
