// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vn.nghe.weights.importing.ImportOptions;
import vn.nghe.weights.importing.ModelImport;

/** {@code nghe weights import}. */
@Command(
    name = "import",
    description = {
      "Makes a model folder from a Whisper and, if there is one, a CTC head.",
      "",
      "Reads PyTorch files (.bin, .pt, PyTorch Lightning's .ckpt) and safetensors, single or in"
          + " shards, of any size. Needs no Python and never executes code from a file. Keeps the"
          + " encoder, the head and, without a head or with --decoder, the decoder, with values"
          + " unchanged. The result is loaded once before it is moved into place."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class WeightsImportCommand implements Callable<Integer> {
  private static final double LONGEST_TAIL = 30;

  private final Terminal terminal;

  @Spec private CommandSpec command;

  @Option(
      names = "--encoder",
      required = true,
      paramLabel = "PATH",
      description =
          "A model folder from Hugging Face, such as PhoWhisper's, or a file with the encoder's"
              + " tensors.")
  private Path encoder;

  @Option(
      names = "--head",
      paramLabel = "PATH",
      description =
          "A file or folder with the tensors ctc_head.* (default: those of the encoder, if it"
              + " has some).")
  private Optional<Path> head;

  @Option(
      names = "--decoder",
      description =
          "Keep the decoder beside the head, for --decode attention and rescore. The head must"
              + " belong to the same encoder.")
  private boolean decoder;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Whisper's config.json (default: the one beside the encoder).")
  private Optional<Path> config;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description =
          "vocab.json: the names of the classes, Whisper's byte-level BPE or letters (default:"
              + " the one beside the head or the encoder).")
  private Optional<Path> vocabulary;

  @Option(
      names = "--into",
      required = true,
      paramLabel = "DIR",
      description = "The model folder to create.")
  private Path into;

  @Option(names = "--force", description = "Replace the model in DIR; other files in it are kept.")
  private boolean force;

  private OptionalInt blank = OptionalInt.empty();

  @Option(
      names = "--blank",
      paramLabel = "ID",
      description =
          "The class of the blank (default: blank_token_id of config.json, else the" + " last).")
  void blank(int id) {
    blank = OptionalInt.of(id);
  }

  @Option(
      names = "--leading-strays",
      split = ",",
      paramLabel = "ID",
      description =
          "Classes to ignore at the start of a recording, because the head's training labels had"
              + " them there; 0,105 for the public PhoWhisper-CTC (default: none).")
  private List<Integer> leadingStrays = List.of();

  private OptionalDouble tail = OptionalDouble.empty();

  @Option(
      names = "--tail",
      paramLabel = "SECONDS",
      description =
          "Silence appended to every recording, 0 to 30 (default: 0.5 with a CTC head, else 30,"
              + " which fills the 30 s that Whisper's decoder was trained on).")
  void tail(double seconds) {
    if (!(seconds >= 0 && seconds <= LONGEST_TAIL)) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '--tail': " + seconds + " is not from 0 to 30");
    }
    tail = OptionalDouble.of(seconds);
  }

  @Option(
      names = "--language",
      paramLabel = "CODE",
      defaultValue = "vi",
      description = "The language of the text, ISO 639-1 (default: ${DEFAULT-VALUE}).")
  private String language;

  @Option(
      names = "--license",
      paramLabel = "ID",
      description =
          "The licence, an SPDX identifier (default: the one in the encoder's README.md).")
  private Optional<String> license;

  WeightsImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (var model =
        ModelImport.open(
            new ImportOptions(
                encoder,
                head,
                decoder,
                config,
                vocabulary,
                blank,
                leadingStrays,
                tail,
                language,
                license,
                into,
                force))) {
      model.doubt().ifPresent(terminal::say);
      try (var progress = ProgressDisplay.over(model.size(), terminal)) {
        model.write(progress::step);
      }
      terminal.print("%s %d tensors\n".formatted(into, model.size()));
      return ExitCode.OK;
    } catch (IOException refused) {
      throw OutputException.file(into, refused);
    }
  }
}
