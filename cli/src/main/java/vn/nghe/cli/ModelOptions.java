// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.nghe.Transcriber;

/** The options of every command that recognises speech. */
final class ModelOptions {
  /** The launcher sets the property, from the place of the checkout. */
  private static final String DEFAULT_MODEL = "${sys:nghe.model:-models/nghe-base-vi}";

  @Option(
      names = "--model",
      paramLabel = "DIR",
      defaultValue = DEFAULT_MODEL,
      description = "The model folder (default: ${DEFAULT-VALUE}).")
  private Path model;

  @Option(
      names = "--language-model",
      paramLabel = "FILE",
      description =
          "An n-gram language model, binary or ARPA (default: lm.bin or lm.arpa in the model"
              + " folder, if present).")
  private Optional<Path> languageModel;

  @Mixin private ThreadsOption threads;

  /**
   * Loads the model.
   *
   * @throws vn.nghe.api.ModelException if the folder does not contain a usable model
   */
  Transcriber open() {
    int count = threads.count();
    return languageModel
        .map(file -> Transcriber.open(model, file, count))
        .orElseGet(() -> Transcriber.open(model, count));
  }

  /** The number of threads that the model works on: as many recordings can be worked on at once. */
  int threads() {
    return threads.count();
  }
}
