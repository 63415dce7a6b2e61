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
 * What a safetensors file holds.
 *
 * @param file the file
 * @param config the configuration beside it; absent if the file alone was asked for
 * @param tensors in the order of their values
 */
public record Inspection(Path file, Optional<ModelConfig> config, List<TensorEntry> tensors) {
  /**
   * A tensor without its values.
   *
   * @param shape its dimensions, outermost first
   * @param parameters how many values it has
   * @param bytes how many bytes they take
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
   * What a part of the model takes.
   *
   * @param tensors how many it has
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
   * Looks into a file.
   *
   * @param model a model folder, or a safetensors file whose configuration does not matter
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

  /** Bytes of all values; the file has a header besides. */
  public long bytes() {
    return tensors.stream().mapToLong(TensorEntry::bytes).sum();
  }

  /**
   * The parts that have tensors.
   *
   * @param seconds length of the clip for which arithmetic is given, its tail of silence included
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
