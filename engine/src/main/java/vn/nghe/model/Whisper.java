// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import vn.nghe.api.DecodingMethod;
import vn.nghe.api.ModelDescription;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;
import vn.nghe.audio.Audio;
import vn.nghe.features.Frames;
import vn.nghe.features.LogMel;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;

/**
 * A model folder, loaded: Whisper's features and encoder with a CTC head, a decoder, or both.
 * Immutable.
 */
public final class Whisper {
  /** The least sound that can be mirrored at its edges, in frames. */
  private static final int FEWEST_FRAMES = 1;

  private final ModelConfig config;
  private final ModelDescription description;
  private final LogMel logMel;
  private final Encoder encoder;
  private final Optional<CtcHead> ctc;
  private final Optional<TextDecoder> decoder;

  private Whisper(ModelConfig config, String name, Path folder, Safetensors file, Workers workers) {
    Weights weights = new Weights(file, workers);
    this.config = config;
    this.description =
        new ModelDescription(
            name,
            config.language(),
            weights.parameters(),
            config.layers(),
            config.width(),
            config
                .ctc()
                .map(CtcConfig::classes)
                .orElseGet(() -> config.decoder().orElseThrow().tokens()),
            methods(config));
    this.logMel = new LogMel(config.melBands());
    this.encoder = new Encoder(weights, config);
    this.ctc =
        config
            .ctc()
            .map(
                head ->
                    new CtcHead(
                        weights,
                        config.width(),
                        head,
                        VocabularyFile.read(folder, head.classes())));
    this.decoder =
        config
            .decoder()
            .map(
                sizes ->
                    new TextDecoder(
                        weights, config.width(), sizes, TokensFile.read(folder, sizes.tokens())));
  }

  private static Set<DecodingMethod> methods(ModelConfig config) {
    Set<DecodingMethod> methods = EnumSet.noneOf(DecodingMethod.class);
    config.ctc().ifPresent(_ -> methods.add(DecodingMethod.CTC));
    config.decoder().ifPresent(_ -> methods.add(DecodingMethod.ATTENTION));
    if (methods.size() == 2) {
      methods.add(DecodingMethod.RESCORE);
      if (config.ctc().orElseThrow().unit() == CtcUnit.CHARACTER) {
        methods.add(DecodingMethod.JOINT);
      }
    }
    return methods;
  }

  /**
   * Loads a folder.
   *
   * @param folder holds {@code model.safetensors}, {@code config.json} and, for a CTC head, {@code
   *     vocab.json}, for a decoder {@code tokens.json}
   * @param workers share the work of packing the weights
   * @throws ModelException naming the file and the field or tensor at fault
   */
  public static Whisper load(Path folder, Workers workers) {
    ModelConfig config = ModelConfig.read(folder);
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    try (Safetensors file = Safetensors.open(folder.resolve(ModelFiles.WEIGHTS))) {
      return new Whisper(config, name, folder, file, workers);
    } catch (InternalError e) {
      // What the JVM throws where mapped pages are gone because the file has been cut meanwhile.
      throw new ModelException(
          folder.resolve(ModelFiles.WEIGHTS), "changed while it was being read", e);
    }
  }

  /** The name, language and sizes of the model. */
  public ModelDescription description() {
    return description;
  }

  /** What the model is known to write for the clip of the engine's self test, if it is known. */
  public Optional<String> smokeText() {
    return config.smokeText();
  }

  /** The CTC head, if the model has one. */
  public Optional<CtcHead> ctc() {
    return ctc;
  }

  /** The decoder, if the model has one. */
  public Optional<TextDecoder> decoder() {
    return decoder;
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
   * Runs the encoder over the features in {@code activations}, the input of {@link CtcHead} and
   * {@link TextDecoder}.
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
}
