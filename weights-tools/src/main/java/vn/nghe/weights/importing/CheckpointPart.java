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
import vn.nghe.weights.checkpoint.CheckpointException;
import vn.nghe.weights.checkpoint.TensorFile;
import vn.nghe.weights.tensors.TensorSource;

/**
 * One part of a model, encoder or head, in a file that may hold others.
 *
 * @param file the file it is in
 * @param prefix what stands before the part's own names there
 */
record CheckpointPart(TensorFile file, String prefix) {
  /**
   * What a folder's tensors lie in, the best first: safetensors are smaller and simpler to read.
   */
  private static final List<String> FILES =
      List.of(
          "model.safetensors",
          "model.safetensors.index.json",
          "pytorch_model.bin",
          "pytorch_model.bin.index.json");

  /** How many names an error shows of those that are there. */
  private static final int SHOWN = 5;

  /**
   * The file that a path stands for: itself, or the one in a folder.
   *
   * @throws CheckpointException if a folder holds none
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
                new CheckpointException(path, "a folder with none of " + String.join(", ", FILES)));
  }

  /**
   * Looks for a part by the name of one of its tensors, whatever stands before it: {@code
   * model.encoder.} in Whisper, {@code encoder.} in a checkpoint of PhoWhisper-CTC.
   *
   * @param part what the part is called, with a dot at its end
   * @param tensor one that every such part has
   * @throws CheckpointException if it is there more than once
   */
  static Optional<CheckpointPart> find(TensorFile file, String part, String tensor) {
    List<String> found =
        file.names().stream()
            .filter(name -> name.equals(part + tensor) || name.endsWith("." + part + tensor))
            .toList();
    if (found.size() > 1) {
      throw new CheckpointException(
          file.file(), "holds more than one: " + String.join(" and ", found) + "; save only one");
    }
    return found.stream()
        .findFirst()
        .map(name -> new CheckpointPart(file, name.substring(0, name.length() - tensor.length())));
  }

  /** An error that tells what a file holds instead. */
  static CheckpointException missing(TensorFile file, String what) {
    return new CheckpointException(
        file.file(),
        file.names().stream()
            .limit(SHOWN)
            .collect(
                Collectors.joining(
                    ", ",
                    "holds no " + what + "; of its " + file.names().size() + " tensors the first: ",
                    "")));
  }

  /** The shape of one tensor of the part. */
  long[] shape(String name) {
    if (!file.names().contains(prefix + name)) {
      throw new CheckpointException(file.file(), "tensor " + prefix + name + " is missing");
    }
    return file.tensor(prefix + name, name).shape();
  }

  /**
   * All tensors of the part, checked.
   *
   * @param shapes what there must be, by the names within the part; and nothing else may be
   * @param as what is to stand before those names
   * @throws CheckpointException if one is missing, unknown, or of another shape
   */
  List<TensorSource> tensors(Map<String, long[]> shapes, String as) {
    for (String name : file.names()) {
      if (name.startsWith(prefix) && !shapes.containsKey(name.substring(prefix.length()))) {
        throw new CheckpointException(
            file.file(),
            "tensor "
                + name
                + " is no part of such a model: the configuration is another's, or an adapter"
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
              + " holds "
              + tensor.type()
              + " values; F32, F16 and BF16 are supported: save model.float()");
    }
    return tensor;
  }
}
