// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.nghe.Transcriber;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;
import vn.nghe.language.NgramModel;
import vn.nghe.model.ModelConfig;
import vn.nghe.model.Safetensors;
import vn.nghe.model.TokensFile;
import vn.nghe.model.VocabularyFile;

/**
 * The result of verifying a model folder.
 *
 * @param faults each with the file, the tensor, field or line, what was found and what was
 *     expected; empty if the model is right
 * @param checked what was checked, and how much of it
 */
public record Verification(List<String> faults, List<String> checked) {
  /** The clip of {@link Transcriber#selfTest()}. */
  private static final String SAMPLE = "xe-hoa-anh-cho-do.mp3";

  public Verification {
    faults = List.copyOf(faults);
    checked = List.copyOf(checked);
  }

  /**
   * Checks everything in the folder, and transcribes a clip if nothing is wrong.
   *
   * @param folder a model folder
   * @throws ModelException if there is no such folder
   * @throws vn.nghe.api.UnsupportedPlatformException as {@link Transcriber#open(Path)} does
   */
  public static Verification of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ModelException(folder, "no such model folder");
    }
    var findings = new VerificationFindings();
    Checksums.check(folder, findings);
    Optional<ModelConfig> config = read(findings, () -> ModelConfig.read(folder));
    config.ifPresent(c -> findings.checked(ModelFiles.CONFIG, "fields in range"));
    config
        .flatMap(ModelConfig::ctc)
        .flatMap(ctc -> read(findings, () -> VocabularyFile.read(folder, ctc.classes())))
        .ifPresent(names -> findings.checked(ModelFiles.VOCABULARY, names.size() + " classes"));
    config
        .flatMap(ModelConfig::decoder)
        .flatMap(decoder -> read(findings, () -> TokensFile.read(folder, decoder.tokens())))
        .ifPresent(names -> findings.checked(ModelFiles.TOKENS, names.size() + " tokens"));
    read(findings, () -> Safetensors.open(folder.resolve(ModelFiles.WEIGHTS)))
        .ifPresent(
            tensors -> {
              try (tensors) {
                TensorChecks.check(tensors, config, findings);
                SecondReading.check(tensors, tensors.file(), findings);
              }
            });
    Stream.of(ModelFiles.LANGUAGE_MODEL, ModelFiles.LANGUAGE_MODEL_ARPA)
        .map(folder::resolve)
        .filter(Files::exists)
        .forEach(file -> languageModel(file, findings));
    if (findings.isEmpty()) {
      transcribe(folder, findings);
    }
    return findings.verification();
  }

  private static void languageModel(Path file, VerificationFindings findings) {
    read(findings, () -> NgramModel.open(file))
        .ifPresent(
            model ->
                findings.checked(
                    file.getFileName().toString(),
                    model.order() + "-grams of " + model.vocabularySize() + " words"));
  }

  private static void transcribe(Path folder, VerificationFindings findings) {
    read(findings, () -> Transcriber.open(folder))
        .ifPresent(
            transcriber -> {
              try (transcriber) {
                read(findings, transcriber::selfTest)
                    .ifPresent(heard -> findings.checked(SAMPLE, "\"" + heard.text() + "\""));
              }
            });
  }

  private static <T> Optional<T> read(VerificationFindings findings, Supplier<T> what) {
    try {
      return Optional.of(what.get());
    } catch (ModelException fault) {
      findings.wrong(fault);
      return Optional.empty();
    }
  }
}
