// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import vn.nghe.api.Decoding;
import vn.nghe.api.DecodingMethod;
import vn.nghe.api.HotWordException;

/** The options that configure the search, of every command that recognises speech. */
final class DecodingOptions {
  /** In bytes: some hundred thousand phrases. */
  private static final int LONGEST_LIST = 16 << 20;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--greedy",
      description =
          "Take the most probable class of every frame, or token of the decoder: no search, no"
              + " language model.")
  private boolean greedy;

  @Option(
      names = "--beam-width",
      paramLabel = "N",
      description = "The number of hypotheses that the beam search keeps (default: 100).")
  private Optional<Integer> beamWidth = Optional.empty();

  @Option(
      names = "--language-model-weight",
      paramLabel = "X",
      description = "The weight of the language model's score (default: 1.2).")
  private Optional<Double> weight = Optional.empty();

  @Option(
      names = "--word-bonus",
      paramLabel = "X",
      description = "A bonus for each word, a natural logarithm (default: 2).")
  private Optional<Double> wordBonus = Optional.empty();

  @Option(
      names = "--decode",
      paramLabel = "METHOD",
      description = {
        "How the text is found (default: ctc if the model has a CTC head, else attention):",
        "ctc        by the CTC head, the fastest",
        "attention  by the decoder, one token after the other, as Whisper is published",
        "rescore    by the CTC head, whose best texts the decoder chooses from",
        "joint      by both in one search"
      })
  private Optional<DecodingMethod> method = Optional.empty();

  @Option(
      names = "--decoder-beam-width",
      paramLabel = "N",
      description = "The number of hypotheses that the decoder keeps (default: 5).")
  private Optional<Integer> decoderBeamWidth = Optional.empty();

  @Option(
      names = "--decoder-weight",
      paramLabel = "X",
      description =
          "With --decode rescore and joint: the weight of the decoder's score beside that of the"
              + " CTC head and the language model (default: 4).")
  private Optional<Double> decoderWeight = Optional.empty();

  @Option(
      names = "--hot-word",
      paramLabel = "WORDS",
      description = "A word or phrase to prefer. Can be repeated.")
  private List<String> hotWords = new ArrayList<>();

  @Option(
      names = "--hot-words",
      paramLabel = "FILE",
      description = "A file of hot words: UTF-8, one on each line; empty lines are ignored.")
  private Optional<Path> hotWordsFile = Optional.empty();

  /**
   * The configuration of the search.
   *
   * @throws ParameterException if they contradict each other, a value is out of range or the file
   *     of hot words cannot be read
   */
  Decoding decoding() {
    List<String> all = new ArrayList<>(hotWords);
    hotWordsFile.ifPresent(file -> all.addAll(lines(file)));
    if (greedy
        && !(all.isEmpty()
            && beamWidth.isEmpty()
            && weight.isEmpty()
            && decoderBeamWidth.isEmpty()
            && !method.equals(Optional.of(DecodingMethod.RESCORE)))) {
      throw new ParameterException(
          command.commandLine(),
          "--greedy does not search, so it cannot be combined with options of the search");
    }
    try {
      Decoding decoding = greedy ? Decoding.GREEDY : Decoding.DEFAULT.withHotWords(all);
      if (beamWidth.isPresent()) {
        decoding = decoding.withBeamWidth(beamWidth.get());
      }
      if (weight.isPresent()) {
        decoding = decoding.withLanguageModelWeight(weight.get());
      }
      if (wordBonus.isPresent()) {
        decoding = decoding.withWordBonus(wordBonus.get());
      }
      return withDecoder(decoding);
    } catch (IllegalArgumentException | HotWordException refused) {
      throw new ParameterException(command.commandLine(), refused.getMessage(), refused);
    }
  }

  /** May be a pipe, whose size nobody knows. */
  private static byte[] beginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LONGEST_LIST + 1);
    }
  }

  /** Parses the name of a method. */
  static DecodingMethod method(String name) {
    for (DecodingMethod method : DecodingMethod.values()) {
      if (method.name().toLowerCase(Locale.ROOT).equals(name)) {
        return method;
      }
    }
    throw new TypeConversionException(
        "'" + name + "' is none of ctc, attention, rescore and joint");
  }

  private Decoding withDecoder(Decoding plain) {
    Decoding decoding = plain;
    if (method.isPresent()) {
      decoding = decoding.withMethod(method.get());
    }
    if (decoderBeamWidth.isPresent()) {
      decoding = decoding.withDecoderBeamWidth(decoderBeamWidth.get());
    }
    return decoderWeight.isPresent() ? decoding.withDecoderWeight(decoderWeight.get()) : decoding;
  }

  private List<String> lines(Path file) {
    try {
      byte[] text = beginning(file);
      if (text.length > LONGEST_LIST) {
        throw new ParameterException(
            command.commandLine(),
            file + ": cannot read hot words: it has more than " + LONGEST_LIST + " bytes");
      }
      return UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(text))
          .toString()
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (CharacterCodingException e) {
      throw new ParameterException(
          command.commandLine(),
          file + ": cannot read hot words: not UTF-8 text, perhaps UTF-16; save the file as UTF-8",
          e);
    } catch (IOException unreadable) {
      throw new ParameterException(
          command.commandLine(),
          file + ": cannot read hot words: " + Reasons.of(unreadable),
          unreadable);
    }
  }
}
