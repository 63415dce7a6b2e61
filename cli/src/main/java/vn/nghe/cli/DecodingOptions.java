// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.nghe.api.Decoding;
import vn.nghe.api.HotWordException;

/** The options of every command that say how text is found in what the model heard. */
final class DecodingOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--greedy",
      description = "Take the best unit of every frame: no language model and no search.")
  private boolean greedy;

  @Option(
      names = "--beam-width",
      paramLabel = "N",
      description = "How many hypotheses the search carries from frame to frame (default: 100).")
  private Optional<Integer> beamWidth = Optional.empty();

  @Option(
      names = "--language-model-weight",
      paramLabel = "X",
      description = "What the language model counts against the acoustic one (default: 1.2).")
  private Optional<Double> weight = Optional.empty();

  @Option(
      names = "--word-bonus",
      paramLabel = "X",
      description = "Added for every word, as a natural logarithm (default: 2).")
  private Optional<Double> wordBonus = Optional.empty();

  @Option(
      names = "--hot-word",
      paramLabel = "WORDS",
      description = "A word or phrase to be preferred. Can be given again and again.")
  private List<String> hotWords = new ArrayList<>();

  @Option(
      names = "--hot-words",
      paramLabel = "FILE",
      description = "More of them: UTF-8, one a line, empty lines passed over.")
  private Optional<Path> hotWordsFile = Optional.empty();

  /**
   * What the options say.
   *
   * @throws ParameterException if they contradict each other, a value is out of range or the file
   *     of hot words cannot be read
   */
  Decoding decoding() {
    List<String> all = new ArrayList<>(hotWords);
    hotWordsFile.ifPresent(file -> all.addAll(lines(file)));
    if (greedy && !(all.isEmpty() && beamWidth.isEmpty() && weight.isEmpty())) {
      throw new ParameterException(
          command.commandLine(),
          "--greedy searches nothing, so no other option of the search fits");
    }
    try {
      Decoding decoding = greedy ? Decoding.GREEDY : Decoding.DEFAULT.withHotWords(all);
      if (beamWidth.isPresent()) {
        decoding = decoding.withBeamWidth(beamWidth.get());
      }
      if (weight.isPresent()) {
        decoding = decoding.withLanguageModelWeight(weight.get());
      }
      return wordBonus.isPresent() ? decoding.withWordBonus(wordBonus.get()) : decoding;
    } catch (IllegalArgumentException | HotWordException refused) {
      throw new ParameterException(command.commandLine(), refused.getMessage(), refused);
    }
  }

  private List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException unreadable) {
      throw new ParameterException(
          command.commandLine(),
          file + ": hot words cannot be read: " + Reasons.of(unreadable),
          unreadable);
    }
  }
}
