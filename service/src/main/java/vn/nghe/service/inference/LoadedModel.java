// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import vn.nghe.Decoding;
import vn.nghe.ProgressListener;
import vn.nghe.Transcriber;
import vn.nghe.audio.Audio;
import vn.nghe.model.ModelDescription;
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
   * Loads a model folder.
   *
   * @param threads how many threads share the arithmetic of all clips
   * @throws vn.nghe.model.ModelException if the folder does not hold a usable model
   */
  public static LoadedModel open(Path folder, int threads) {
    Transcriber transcriber = Transcriber.open(folder, threads);
    return new LoadedModel(
        transcriber.model(),
        modified(folder.resolve("model.safetensors")),
        recogniser(transcriber),
        transcriber::close);
  }

  private static Recogniser recogniser(Transcriber transcriber) {
    return new Recogniser() {
      @Override
      public Transcript transcribe(Audio audio, Decoding decoding) {
        return transcriber.transcribe(audio, decoding);
      }

      @Override
      public Transcript transcribe(Audio audio, Decoding decoding, ProgressListener listener) {
        return transcriber.transcribe(audio, decoding, listener);
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
