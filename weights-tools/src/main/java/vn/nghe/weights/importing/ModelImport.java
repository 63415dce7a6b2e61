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
import vn.nghe.Transcriber;
import vn.nghe.weights.checkpoint.CheckpointException;
import vn.nghe.weights.checkpoint.JsonFile;
import vn.nghe.weights.checkpoint.TensorFile;
import vn.nghe.weights.tensors.TensorSource;
import vn.nghe.weights.verify.Checksums;

/**
 * An import that has been found possible: everything is there and fits. Holds the files open until
 * it is closed.
 */
public final class ModelImport implements AutoCloseable {
  private static final String ENCODER = "encoder.";
  private static final String HEAD = "ctc_head.";
  private static final String CONFIG = vn.nghe.api.ModelFiles.CONFIG;

  private final ImportOptions options;
  private final Set<TensorFile> files;
  private final Weights encoder;
  private final Weights head;
  private final EncoderShape encoderShape;
  private final HeadShape headShape;
  private final int blank;
  private final ClassNames classes;
  private final List<TensorSource> tensors = new ArrayList<>();

  private ModelImport(ImportOptions options, TensorFile encoderFile, TensorFile headFile) {
    this.options = options;
    this.files = new LinkedHashSet<>(List.of(encoderFile));
    files.add(headFile);
    Path config = options.config().orElseGet(() -> beside(options.encoder(), CONFIG));
    encoderShape = EncoderShape.read(config);
    encoder =
        Weights.find(encoderFile, ENCODER, "conv1.weight")
            .orElseThrow(() -> Weights.missing(encoderFile, "encoder of a Whisper"));
    tensors.addAll(encoder.tensors(encoderShape.tensors(), "model." + ENCODER));
    head =
        Weights.find(headFile, HEAD, "0.weight")
            .orElseThrow(
                () ->
                    Weights.missing(
                        headFile,
                        options.head().isPresent()
                            ? "CTC head (ctc_head.0, .2 and .3)"
                            : "CTC head (ctc_head.0, .2 and .3), and --head names no other file"));
    headShape = HeadShape.of(head);
    tensors.addAll(head.tensors(headShape.tensors(encoderShape.width()), HEAD));
    blank = blank();
    classes = ClassNames.read(vocabulary(), headShape.classes(), blank);
    for (int stray : options.leadingStrays()) {
      requireClass("stray", stray);
    }
  }

  /**
   * Opens and checks everything that goes into the model.
   *
   * @throws CheckpointException naming the file and what is wrong with it
   * @throws vn.nghe.api.ModelException if a safetensors file breaks its format
   */
  public static ModelImport open(ImportOptions options) {
    requireFree(options);
    TensorFile encoder = TensorFile.open(Weights.locate(options.encoder()));
    TensorFile head = encoder;
    try {
      if (options.head().isPresent()) {
        head = TensorFile.open(Weights.locate(options.head().get()));
      }
      return new ModelImport(options, encoder, head);
    } catch (RuntimeException e) {
      encoder.close();
      if (head != encoder) {
        head.close();
      }
      throw e;
    }
  }

  private static void requireFree(ImportOptions options) {
    Path into = options.into().toAbsolutePath().normalize();
    for (Path place = into; place != null; place = place.getParent()) {
      if (Files.exists(place) && !Files.isDirectory(place)) {
        throw new CheckpointException(place, "is there and no folder");
      }
    }
    if (ModelFolder.FILES.stream().anyMatch(name -> Files.exists(into.resolve(name)))
        && !options.force()) {
      throw new CheckpointException(into, "holds a model already; --force replaces it");
    }
  }

  /** A file in the folder that {@code path} is or lies in. */
  private static Path beside(Path path, String name) {
    return Files.isDirectory(path) ? path.resolve(name) : path.resolveSibling(name);
  }

  private int blank() {
    Path config = beside(options.head().orElse(options.encoder()), CONFIG);
    int number =
        options.blank().isEmpty()
                && Files.exists(config)
                && JsonFile.object(config).get("blank_token_id") instanceof Long known
            ? Math.toIntExact(known)
            : options.blank().orElse(headShape.classes() - 1);
    requireClass("blank", number);
    return number;
  }

  private void requireClass(String what, int number) {
    if (number < 0 || number >= headShape.classes()) {
      throw new CheckpointException(
          head.file().file(),
          "%s %d is no class of the head, which has %d"
              .formatted(what, number, headShape.classes()));
    }
  }

  private Path vocabulary() {
    return options
        .vocabulary()
        .or(
            () ->
                options
                    .head()
                    .map(path -> beside(path, vn.nghe.api.ModelFiles.VOCABULARY))
                    .filter(Files::exists))
        .or(
            () ->
                Optional.of(beside(options.encoder(), vn.nghe.api.ModelFiles.VOCABULARY))
                    .filter(Files::exists))
        .orElseThrow(
            () ->
                new CheckpointException(
                    options.encoder(),
                    "no vocab.json beside the encoder or the head; --vocabulary names one"));
  }

  /** Number of tensors that will be written. */
  public int size() {
    return tensors.size();
  }

  /**
   * How many tensors of the encoder differ from those of another encoder in the head's own file, to
   * which the head would belong. Reads both.
   *
   * @return nothing if there is no other, or it is the same
   * @throws IOException if the values cannot be read
   */
  public Optional<String> doubt() throws IOException {
    if (head.file() == encoder.file()) {
      return Optional.empty();
    }
    Optional<Weights> other = Weights.find(head.file(), ENCODER, "conv1.weight");
    if (other.isEmpty()) {
      return Optional.empty();
    }
    int differing = Comparison.differing(encoder, other.get(), encoderShape.tensors().keySet());
    return differing == 0
        ? Optional.empty()
        : Optional.of(
            "%s holds an encoder of its own, and %d of its %d tensors differ from those of %s, which"
                    .formatted(
                        head.file().file(),
                        differing,
                        encoderShape.tensors().size(),
                        encoder.file().file())
                + " are taken; if the head was trained with its own, name that file as --encoder"
                + " and the config.json of its Whisper as --config");
  }

  /**
   * Writes the model beside its place, has the engine load it, and moves it there. A model that is
   * replaced is touched only then; other files in its folder stay.
   *
   * @param written is told of each tensor that has been written
   * @throws IOException if the folder cannot be written
   * @throws vn.nghe.api.ModelException if the engine does not take the model
   */
  public void write(Runnable written) throws IOException {
    Path into = options.into().toAbsolutePath().normalize();
    Files.createDirectories(into.getParent());
    Path folder = Files.createTempDirectory(into.getParent(), "." + into.getFileName() + "-");
    try {
      ModelFolder.write(
          folder,
          tensors.stream().map(t -> WatchedTensor.of(t, written)).toList(),
          new ModelFiles(options, encoderShape, headShape, blank, classes, sources()));
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
