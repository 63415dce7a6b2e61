// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.inspect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;
import vn.nghe.model.ModelConfig;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.model.TensorType;

/**
 * The contents of a safetensors file.
 *
 * @param file the file
 * @param config the configuration of its model folder; absent if only a file was inspected
 * @param tensors in the order of their values
 */
public record Inspection(Path file, Optional<ModelConfig> config, List<TensorEntry> tensors) {
  /**
   * A tensor without its values.
   *
   * @param shape its dimensions, outermost first
   * @param parameters the number of values
   * @param bytes the size of the values
   */
  public record TensorEntry(
      String name, ModelPart part, TensorType type, List<Long> shape, long parameters, long bytes) {
    private static TensorEntry of(Tensor tensor) {
      return new TensorEntry(
          tensor.name(),
          ModelPart.of(tensor.name()),
          tensor.type(),
          tensor.shape(),
          tensor.size(),
          tensor.data().byteSize());
    }
  }

  /**
   * The size and arithmetic of a part of the model.
   *
   * @param tensors their number
   * @param multiplyAddsPerSecond absent without a configuration
   */
  public record PartEntry(
      ModelPart part,
      long tensors,
      long parameters,
      long bytes,
      Optional<Long> multiplyAddsPerSecond) {}

  public Inspection {
    tensors = List.copyOf(tensors);
  }

  /**
   * Inspects a model.
   *
   * @param model a model folder, or a safetensors file
   * @throws ModelException if it cannot be read
   */
  public static Inspection of(Path model) {
    boolean folder = Files.isDirectory(model);
    Optional<ModelConfig> config = folder ? Optional.of(ModelConfig.read(model)) : Optional.empty();
    try (Safetensors file = Safetensors.open(folder ? model.resolve(ModelFiles.WEIGHTS) : model)) {
      return new Inspection(
          file.file(), config, file.tensors().stream().map(TensorEntry::of).toList());
    }
  }

  public long parameters() {
    return tensors.stream().mapToLong(TensorEntry::parameters).sum();
  }

  /** The size of all values in bytes, without the header of the file. */
  public long bytes() {
    return tensors.stream().mapToLong(TensorEntry::bytes).sum();
  }

  /**
   * The parts that have tensors.
   *
   * @param seconds length of the recording for which arithmetic is given, appended silence included
   */
  public List<PartEntry> parts(double seconds) {
    List<PartEntry> parts = new ArrayList<>();
    for (ModelPart part : ModelPart.values()) {
      List<TensorEntry> own = tensors.stream().filter(tensor -> tensor.part() == part).toList();
      if (!own.isEmpty()) {
        parts.add(
            new PartEntry(
                part,
                own.size(),
                own.stream().mapToLong(TensorEntry::parameters).sum(),
                own.stream().mapToLong(TensorEntry::bytes).sum(),
                config.map(c -> part.multiplyAdds(c, seconds))));
      }
    }
    return parts;
  }
}
