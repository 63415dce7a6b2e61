// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.nghe.Transcriber;
import vn.nghe.api.ModelFiles;
import vn.nghe.weights.checkpoint.CheckpointException;
import vn.nghe.weights.checkpoint.JsonFile;
import vn.nghe.weights.checkpoint.TensorFile;
import vn.nghe.weights.tensors.TensorSource;
import vn.nghe.weights.verify.Checksums;

/** An import whose input is checked and complete. Keeps the files open until it is closed. */
public final class ModelImport implements AutoCloseable {
  private static final String ENCODER = "encoder.";
  private static final String HEAD = "ctc_head.";
  private static final String DECODER = "decoder.";

  /** Where Nghe's own training writes a decoder, beside encoder and head. */
  private static final String DECODER_FILE = "decoder.safetensors";

  private static final String DECODER_CONFIG = "decoder.json";

  private final ImportOptions options;
  private final Set<TensorFile> files;
  private final CheckpointPart encoder;
  private final TensorFile headFile;
  private final EncoderShape encoderShape;
  private final Optional<ImportedHead> head;
  private final Optional<ImportedDecoder> decoder;
  private final List<TensorSource> tensors = new ArrayList<>();

  private ModelImport(
      ImportOptions options, TensorFile encoderFile, TensorFile headFile, TensorFile decoderFile) {
    this.options = options;
    this.files = new LinkedHashSet<>(List.of(encoderFile));
    files.add(headFile);
    files.add(decoderFile);
    Path config = options.config().orElseGet(() -> beside(options.encoder(), ModelFiles.CONFIG));
    encoderShape = EncoderShape.read(config);
    encoder =
        CheckpointPart.find(encoderFile, ENCODER, "conv1.weight")
            .orElseThrow(() -> CheckpointPart.missing(encoderFile, "encoder of a Whisper"));
    tensors.addAll(encoder.tensors(encoderShape.tensors(), "model." + ENCODER));
    this.headFile = headFile;
    Optional<CheckpointPart> decoderPart =
        CheckpointPart.find(decoderFile, DECODER, "embed_tokens.weight");
    Optional<CheckpointPart> headPart = CheckpointPart.find(headFile, HEAD, "0.weight");
    if (headPart.isEmpty() && (options.head().isPresent() || decoderPart.isEmpty())) {
      throw CheckpointPart.missing(
          headFile,
          options.head().isPresent()
              ? "CTC head (ctc_head.0, .2 and .3)"
              : "CTC head (ctc_head.0, .2 and .3) and no decoder, and --head names no other file");
    }
    head = headPart.map(this::importHead);
    if (options.decoder() && decoderPart.isEmpty()) {
      throw CheckpointPart.missing(decoderFile, "decoder of a Whisper");
    }
    decoder =
        decoderPart
            .filter(_ -> options.decoder() || head.isEmpty())
            .map(part -> importDecoder(part, decoderConfig(config)));
  }

  private ImportedHead importHead(CheckpointPart part) {
    HeadShape shape = HeadShape.of(part);
    tensors.addAll(part.tensors(shape.tensors(encoderShape.width()), HEAD));
    int blank = blank(shape);
    ClassNames classes = ClassNames.read(vocabulary(), shape.classes(), blank);
    for (int stray : options.leadingStrays()) {
      requireClass("stray", stray, shape);
    }
    return new ImportedHead(shape, blank, classes);
  }

  private static Path decoderConfig(Path config) {
    Path own = config.resolveSibling(DECODER_CONFIG);
    return Files.exists(own) ? own : config;
  }

  private ImportedDecoder importDecoder(CheckpointPart part, Path config) {
    DecoderShape shape = DecoderShape.read(config);
    tensors.addAll(part.tensors(shape.tensors(encoderShape.width()), "model." + DECODER));
    Path folder = config.toAbsolutePath().getParent();
    return new ImportedDecoder(shape, DecoderTokens.read(folder, shape, options.language()));
  }

  /**
   * Opens and checks all input.
   *
   * @throws CheckpointException if a file cannot be used; the message names it and the reason
   * @throws vn.nghe.api.ModelException if a safetensors file breaks its format
   */
  public static ModelImport open(ImportOptions options) {
    requireFree(options);
    TensorFile encoder = TensorFile.open(CheckpointPart.locate(options.encoder()));
    TensorFile head = encoder;
    TensorFile decoder = encoder;
    try {
      if (options.head().isPresent()) {
        head = TensorFile.open(CheckpointPart.locate(options.head().get()));
      }
      Path apart = beside(options.encoder(), DECODER_FILE);
      if (Files.exists(apart)) {
        decoder = TensorFile.open(apart);
      }
      return new ModelImport(options, encoder, head, decoder);
    } catch (RuntimeException e) {
      encoder.close();
      Stream.of(head, decoder).filter(file -> file != encoder).forEach(TensorFile::close);
      throw e;
    }
  }

  private static void requireFree(ImportOptions options) {
    Path into = options.into().toAbsolutePath().normalize();
    for (Path place = into; place != null; place = place.getParent()) {
      if (Files.exists(place) && !Files.isDirectory(place)) {
        throw new CheckpointException(place, "exists and is not a folder");
      }
    }
    if (ModelFolder.FILES.stream().anyMatch(name -> Files.exists(into.resolve(name)))
        && !options.force()) {
      throw new CheckpointException(into, "already contains a model; use --force to replace it");
    }
  }

  /** A file in the folder {@code path}, or beside the file {@code path}. */
  private static Path beside(Path path, String name) {
    return Files.isDirectory(path) ? path.resolve(name) : path.resolveSibling(name);
  }

  private int blank(HeadShape shape) {
    Path config = beside(options.head().orElse(options.encoder()), ModelFiles.CONFIG);
    int number =
        options.blank().isEmpty()
                && Files.exists(config)
                && JsonFile.object(config).get("blank_token_id") instanceof Long known
            ? Math.toIntExact(known)
            : options.blank().orElse(shape.classes() - 1);
    requireClass("blank", number, shape);
    return number;
  }

  private void requireClass(String what, int number, HeadShape shape) {
    if (number < 0 || number >= shape.classes()) {
      throw new CheckpointException(
          headFile.file(),
          "%s %d is not a class of the head, which has %d"
              .formatted(what, number, shape.classes()));
    }
  }

  private Path vocabulary() {
    return options
        .vocabulary()
        .or(
            () ->
                options
                    .head()
                    .map(path -> beside(path, ModelFiles.VOCABULARY))
                    .filter(Files::exists))
        .or(
            () ->
                Optional.of(beside(options.encoder(), ModelFiles.VOCABULARY)).filter(Files::exists))
        .orElseThrow(
            () ->
                new CheckpointException(
                    options.encoder(),
                    "no vocab.json beside the encoder or the head; --vocabulary names one"));
  }

  /** The number of tensors to write. */
  public int size() {
    return tensors.size();
  }

  /**
   * Compares the encoder with another encoder in the file of the head, if there is one; the head
   * was trained with that one.
   *
   * @return a warning with the number of tensors that differ; empty if there is no other encoder or
   *     none differs
   * @throws IOException if the values cannot be read
   */
  public Optional<String> doubt() throws IOException {
    if (headFile == encoder.file()) {
      return Optional.empty();
    }
    Optional<CheckpointPart> other = CheckpointPart.find(headFile, ENCODER, "conv1.weight");
    if (other.isEmpty()) {
      return Optional.empty();
    }
    int differing =
        TensorDifferences.differing(encoder, other.get(), encoderShape.tensors().keySet());
    return differing == 0
        ? Optional.empty()
        : Optional.of(
            "%s contains an encoder, too; %d of its %d tensors differ from those of %s, which are"
                    .formatted(
                        headFile.file(),
                        differing,
                        encoderShape.tensors().size(),
                        encoder.file().file())
                + " used; if the head was trained with the former, pass that file as --encoder and"
                + " the config.json of its Whisper as --config");
  }

  /**
   * Writes the model to a temporary folder beside its place, loads it with the engine, and moves it
   * into place. Until then an existing model is unchanged; other files in its folder are kept.
   *
   * @param written called after each tensor
   * @throws IOException if the folder cannot be written
   * @throws vn.nghe.api.ModelException if the engine cannot load the model
   */
  public void write(Runnable written) throws IOException {
    Path into = options.into().toAbsolutePath().normalize();
    Files.createDirectories(into.getParent());
    Path folder = Files.createTempDirectory(into.getParent(), "." + into.getFileName() + "-");
    try {
      ModelFolder.write(
          folder,
          tensors.stream().map(t -> WatchedTensor.of(t, written)).toList(),
          new ImportedModel(options, encoderShape, head, decoder, sources()));
      Transcriber.open(folder, 1).close();
      ModelFolder.move(folder, into);
      Checksums.write(into);
    } finally {
      ModelFolder.delete(folder);
    }
  }

  private List<Path> sources() {
    return files.stream().map(TensorFile::file).toList();
  }

  @Override
  public void close() {
    files.forEach(TensorFile::close);
  }
}
