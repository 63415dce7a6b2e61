// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.nghe.api.ModelFiles;
import vn.nghe.weights.checkpoint.CheckpointException;
import vn.nghe.weights.checkpoint.TensorFile;
import vn.nghe.weights.tensors.TensorSource;

/**
 * One part of a model, encoder or head, in a file that may contain others.
 *
 * @param file the file
 * @param prefix the prefix of the part's tensor names in it
 */
record CheckpointPart(TensorFile file, String prefix) {
  /**
   * The files that can hold a folder's tensors, in order of preference: safetensors are smaller and
   * simpler to read.
   */
  private static final List<String> FILES =
      List.of(
          ModelFiles.WEIGHTS,
          ModelFiles.WEIGHTS + ".index.json",
          "pytorch_model.bin",
          "pytorch_model.bin.index.json");

  /** How many tensor names a message lists. */
  private static final int SHOWN = 5;

  /**
   * The file with the tensors: the path itself, or one in a folder.
   *
   * @throws CheckpointException if a folder contains none
   */
  static Path locate(Path path) {
    if (!Files.isDirectory(path)) {
      return path;
    }
    return FILES.stream()
        .map(path::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                new CheckpointException(
                    path, "the folder contains none of " + String.join(", ", FILES)));
  }

  /**
   * Finds a part by the name of one of its tensors, with any prefix: {@code model.encoder.} in
   * Whisper, {@code encoder.} in a checkpoint of PhoWhisper-CTC.
   *
   * @param part the name of the part, with a dot at its end
   * @param tensor a tensor that every such part has
   * @throws CheckpointException if there is more than one
   */
  static Optional<CheckpointPart> find(TensorFile file, String part, String tensor) {
    List<String> found =
        file.names().stream()
            .filter(name -> name.equals(part + tensor) || name.endsWith("." + part + tensor))
            .toList();
    if (found.size() > 1) {
      throw new CheckpointException(
          file.file(),
          "contains more than one: " + String.join(" and ", found) + "; save only one");
    }
    return found.stream()
        .findFirst()
        .map(name -> new CheckpointPart(file, name.substring(0, name.length() - tensor.length())));
  }

  /** The exception for a file without a part; it lists the tensors that are there. */
  static CheckpointException missing(TensorFile file, String what) {
    return new CheckpointException(
        file.file(),
        file.names().stream()
            .limit(SHOWN)
            .collect(
                Collectors.joining(
                    ", ",
                    "contains no "
                        + what
                        + "; of its "
                        + file.names().size()
                        + " tensors the first: ",
                    "")));
  }

  /** The shape of a tensor of the part. */
  long[] shape(String name) {
    if (!file.names().contains(prefix + name)) {
      throw new CheckpointException(file.file(), "tensor " + prefix + name + " is missing");
    }
    return file.tensor(prefix + name, name).shape();
  }

  /**
   * All tensors of the part, checked.
   *
   * @param shapes the expected tensors, by name without the prefix
   * @param as the prefix of the names in the result
   * @throws CheckpointException if a tensor is missing, not expected, or of another shape
   */
  List<TensorSource> tensors(Map<String, long[]> shapes, String as) {
    for (String name : file.names()) {
      if (name.startsWith(prefix) && !shapes.containsKey(name.substring(prefix.length()))) {
        throw new CheckpointException(
            file.file(),
            "tensor "
                + name
                + " is not expected: the configuration belongs to another model, or an adapter"
                + " (LoRA) must be merged first");
      }
    }
    List<TensorSource> tensors = new ArrayList<>();
    shapes.forEach((name, shape) -> tensors.add(tensor(name, shape, as)));
    return tensors;
  }

  private TensorSource tensor(String name, long[] shape, String as) {
    long[] found = shape(name);
    if (!Arrays.equals(found, shape)) {
      throw new CheckpointException(
          file.file(),
          "tensor "
              + prefix
              + name
              + " has shape "
              + Arrays.toString(found)
              + ", expected "
              + Arrays.toString(shape)
              + " by its configuration");
    }
    TensorSource tensor = file.tensor(prefix + name, as + name);
    if (!tensor.type().isReadable()) {
      throw new CheckpointException(
          file.file(),
          "tensor "
              + prefix
              + name
              + " has "
              + tensor.type()
              + " values; F32, F16 and BF16 are supported: save model.float()");
    }
    return tensor;
  }
}
