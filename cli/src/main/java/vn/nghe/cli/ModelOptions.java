// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.nghe.Transcriber;

/** The options of every command that recognises speech itself. */
final class ModelOptions {
  /** The property comes from the launcher, which knows where the project lies. */
  private static final String DEFAULT_MODEL = "${sys:nghe.model:-models/nghe-base-vi}";

  @Option(
      names = "--model",
      paramLabel = "DIR",
      defaultValue = DEFAULT_MODEL,
      description = "The model's folder (default: ${DEFAULT-VALUE}).")
  private Path model;

  @Option(
      names = "--language-model",
      paramLabel = "FILE",
      description =
          "An n-gram model of syllables, binary or ARPA (default: lm.bin or lm.arpa in the model's"
              + " folder, if there).")
  private Optional<Path> languageModel;

  @Mixin private ThreadsOption threads;

  /**
   * Loads the model.
   *
   * @throws vn.nghe.api.ModelException if the folder does not hold a usable one
   */
  Transcriber open() {
    int count = threads.count();
    return languageModel
        .map(file -> Transcriber.open(model, file, count))
        .orElseGet(() -> Transcriber.open(model, count));
  }
}
