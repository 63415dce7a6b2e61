// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import vn.nghe.StreamingTranscriber;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;
import vn.nghe.api.ModelDescription;
import vn.nghe.api.ModelFiles;
import vn.nghe.api.ProgressListener;
import vn.nghe.api.StreamingOptions;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.transcript.LiveText;
import vn.nghe.transcript.Transcript;

/**
 * A model ready to listen.
 *
 * @param description what the model says of itself
 * @param created when its weights were written
 * @param recogniser turns sound into text
 * @param onClose frees the model
 */
public record LoadedModel(
    ModelDescription description, Instant created, Recogniser recogniser, Runnable onClose)
    implements AutoCloseable {
  public LoadedModel {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(recogniser, "recogniser");
    Objects.requireNonNull(onClose, "onClose");
  }

  /**
   * Loads a model folder, and has the model hear a clip whose text is known.
   *
   * @param threads how many threads share the arithmetic of all clips
   * @throws vn.nghe.api.ModelException if the folder does not hold a usable model, or one that does
   *     not hear
   */
  public static LoadedModel open(Path folder, int threads) {
    Transcriber transcriber = Transcriber.open(folder, threads);
    try {
      transcriber.selfTest();
    } catch (RuntimeException | Error e) {
      transcriber.close();
      throw e;
    }
    return new LoadedModel(
        transcriber.model(),
        modified(folder.resolve(ModelFiles.WEIGHTS)),
        recogniser(transcriber),
        transcriber::close);
  }

  /** The same model under another name than that of its folder. */
  public LoadedModel named(String name) {
    return new LoadedModel(
        new ModelDescription(
            name,
            description.language(),
            description.parameters(),
            description.encoderLayers(),
            description.width(),
            description.vocabularySize(),
            description.methods()),
        created,
        recogniser,
        onClose);
  }

  private static Recogniser recogniser(Transcriber transcriber) {
    return new Recogniser() {
      @Override
      public Transcript transcribe(AudioSource source, Decoding decoding) {
        return transcriber.transcribe(source, decoding);
      }

      @Override
      public Transcript transcribe(
          AudioSource source, Decoding decoding, ProgressListener listener) {
        return transcriber.transcribe(source, decoding, listener);
      }

      @Override
      public StreamingTranscriber stream(StreamingOptions options, Consumer<LiveText> listener) {
        return transcriber.stream(options, listener);
      }

      @Override
      public boolean writes(String hotWord) {
        return transcriber.writes(hotWord);
      }
    };
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the time of " + file, e);
    }
  }

  @Override
  public void close() {
    onClose.run();
  }
}
