// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;
import vn.nghe.model.CtcConfig;
import vn.nghe.model.ModelConfig;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.model.TensorType;
import vn.nghe.model.VocabularyFile;
import vn.nghe.weights.tensors.SafetensorsWriter;
import vn.nghe.weights.tensors.TensorSource;
import vn.nghe.weights.verify.Checksums;

/**
 * A conversion of a model folder.
 *
 * @param storage the storage type of the weights; absent to keep it
 * @param pruning which classes to keep; absent to keep all
 */
public record Conversion(Optional<Storage> storage, Optional<HeadPruning> pruning) {
  private static final String WEIGHTS = ModelFiles.WEIGHTS;
  private static final String CONFIG = ModelFiles.CONFIG;
  private static final String VOCABULARY = ModelFiles.VOCABULARY;

  /** The weights of matrix products, which are nearly all of a model. */
  private static final Pattern PRODUCT =
      Pattern.compile(
          "(?:.*\\.(?:conv[12]|[qkv]_proj|out_proj|fc[12]|embed_tokens)|ctc_head\\.[03])"
              + "\\.weight");

  /** The tensors with a row for each class. */
  private static final Set<String> BY_CLASS = Set.of("ctc_head.3.weight", "ctc_head.3.bias");

  /**
   * Converts a model. The new folder appears complete or not at all.
   *
   * @param from a model folder
   * @param into the new folder; its parent must exist
   * @return the number of classes of the new head
   * @throws ModelException if {@code into} exists, {@code from} cannot be used, or a value is out
   *     of the range of its type; the message names file and tensor
   * @throws IOException if the new folder cannot be written
   */
  public int run(Path from, Path into) throws IOException {
    ModelConfig config = ModelConfig.read(from);
    if (Files.exists(into)) {
      throw new ModelException(into, "already exists; name a new folder");
    }
    Optional<CtcConfig> head = config.ctc();
    if (pruning.isPresent() && head.isEmpty()) {
      throw new ModelException(from, "has no CTC head whose classes could be left out");
    }
    Map<String, Integer> classes =
        head.map(ctc -> VocabularyFile.read(from, ctc.classes())).orElse(Map.of());
    Optional<List<Integer>> kept = pruning.map(p -> p.kept(from, head.orElseThrow(), classes));
    Path target = into.toAbsolutePath().normalize();
    // Not Files.createTempDirectory, whose permissions would keep other users from the model.
    Path partial =
        Files.createDirectory(
            target.resolveSibling(
                target.getFileName() + ".partial-" + ProcessHandle.current().pid()));
    try {
      writeWeights(from, partial, kept);
      Map<String, Object> fields = new HashMap<>();
      storage.ifPresent(type -> fields.put("torch_dtype", type.configName()));
      if (kept.isPresent()) {
        fields.put("vocab_size", kept.get().size());
        fields.put("blank_token_id", kept.get().indexOf(head.orElseThrow().blank()));
        List<Integer> strays = head.orElseThrow().leadingStrays();
        if (!strays.isEmpty()) {
          fields.put("leading_stray_ids", strays.stream().mapToInt(kept.get()::indexOf).toArray());
        }
        JsonFiles.vocabulary(partial.resolve(VOCABULARY), names(classes, kept.get()));
      } else if (head.isPresent()) {
        Files.copy(from.resolve(VOCABULARY), partial.resolve(VOCABULARY));
      }
      JsonFiles.copy(from.resolve(CONFIG), partial.resolve(CONFIG), fields);
      copyOthers(from, partial);
      Checksums.write(partial);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(partial);
    }
    return kept.map(List::size).orElse(head.map(CtcConfig::classes).orElse(0));
  }

  private void writeWeights(Path from, Path to, Optional<List<Integer>> kept) throws IOException {
    try (Safetensors file = Safetensors.open(from.resolve(WEIGHTS))) {
      List<TensorSource> tensors = new ArrayList<>();
      for (Tensor tensor : file.tensors()) {
        tensors.addAll(converted(file.file(), tensor, kept));
      }
      SafetensorsWriter.write(to.resolve(WEIGHTS), tensors, file.metadata());
    }
  }

  private List<TensorSource> converted(Path file, Tensor tensor, Optional<List<Integer>> kept) {
    if (!tensor.type().isReadable()) {
      throw new ModelException(
          file,
          "tensor "
              + tensor.name()
              + " holds "
              + tensor.type()
              + " values, not floating-point ones");
    }
    Values whole = Values.of(tensor);
    Values values =
        kept.isPresent() && BY_CLASS.contains(tensor.name())
            ? new SelectedRows(whole, kept.get())
            : whole;
    TensorType type = storage.map(Storage::type).orElse(tensor.type());
    if (type != TensorType.I8) {
      return List.of(new RoundedTensor(file, values, type));
    }
    return PRODUCT.matcher(tensor.name()).matches()
        ? QuantisedTensor.of(file, values)
        : List.of(new RoundedTensor(file, values, tensor.type()));
  }

  private static List<String> names(Map<String, Integer> classes, List<Integer> kept) {
    String[] names = new String[classes.size()];
    classes.forEach((name, number) -> names[number] = name);
    return kept.stream().map(number -> names[number]).toList();
  }

  /** Copies the language model, the model card and all other files. */
  private static void copyOthers(Path from, Path to) throws IOException {
    Set<String> written = Set.of(WEIGHTS, CONFIG, VOCABULARY, Checksums.FILE);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!written.contains(name)) {
          Files.copy(file, to.resolve(name));
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
