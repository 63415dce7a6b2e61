// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.nghe.model.Safetensors;
import vn.nghe.model.TensorType;
import vn.nghe.weights.tensors.SafetensorsWriter;
import vn.nghe.weights.tensors.TensorSource;

/** A copy of a small model with random weights that a test can damage. */
public record ModelCopy(Path folder) {
  public static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
  public static final Path DEFAULT_MODEL = PROJECT.resolve("models/nghe-base-vi");
  private static final Path RANDOM_TINY =
      PROJECT.resolve("engine/src/test/resources/models/random-tiny");

  public static ModelCopy into(Path folder) throws IOException {
    for (String file : List.of("config.json", "vocab.json", "model.safetensors")) {
      Files.copy(RANDOM_TINY.resolve(file), folder.resolve(file));
    }
    return new ModelCopy(folder);
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Replaces text that the file must contain. */
  public void edit(String file, String right, String wrong) throws IOException {
    String before = Files.readString(file(file));
    String after = before.replace(right, wrong);
    if (after.equals(before)) {
      throw new AssertionError(file + " has no " + right);
    }
    Files.writeString(file(file), after);
  }

  /** Writes new weights, without a tensor and with others. */
  public void replaceTensors(String without, TensorSource... with) throws IOException {
    Path old = folder.resolveSibling(folder.getFileName() + ".old");
    Files.move(file("model.safetensors"), old);
    try (Safetensors file = Safetensors.open(old)) {
      List<TensorSource> tensors = new ArrayList<>(List.of(with));
      file.tensors().stream()
          .filter(tensor -> !tensor.name().equals(without))
          .map(tensor -> TensorSource.of(tensor.name(), tensor))
          .forEach(tensors::add);
      SafetensorsWriter.write(file("model.safetensors"), tensors, Map.of());
    }
    Files.delete(old);
  }

  /** A tensor of F32 values. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Floats(String name, long[] shape, float... values) implements TensorSource {
    @Override
    public TensorType type() {
      return TensorType.F32;
    }

    @Override
    public void writeTo(WritableByteChannel out) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      out.write(bytes);
    }
  }
}
