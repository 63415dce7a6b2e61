// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import vn.nghe.TestFiles;

/**
 * Reference tensors of one clip; {@code engine/src/test/reference/README.md} says what they hold.
 */
public record Reference(String name, Safetensors file) implements AutoCloseable {
  private static final double RMS_FACTOR = 3;
  private static final double LARGEST_FACTOR = 5;

  public static Reference open(String name) {
    return new Reference(
        name, Safetensors.open(TestFiles.resource("reference/" + name + ".safetensors")));
  }

  /** A tensor's values, row by row. */
  public float[] floats(String stage) {
    Tensor tensor = tensor(stage);
    float[] values = new float[(int) tensor.size()];
    tensor.floats(0, values, 0, values.length);
    return values;
  }

  public int[] ints(String tensor) {
    return tensor(tensor).data().toArray(JAVA_INT_UNALIGNED);
  }

  String text() {
    return file.metadata().get("text");
  }

  int samples() {
    return Integer.parseInt(file.metadata().get("samples_count"));
  }

  /** How far PyTorch's own float32 result of a stage is from the truth. */
  Noise noise(String stage) {
    Path file = TestFiles.resource("reference/noise.json");
    try {
      Object clip = Json.object(file, Files.readAllBytes(file)).get(name);
      Map<?, ?> figures = (Map<?, ?>) ((Map<?, ?>) clip).get(stage);
      return new Noise(
          ((Number) figures.get("stored_f32_vs_f64_rms")).doubleValue(),
          ((Number) figures.get("f32_vs_f64_max_abs")).doubleValue());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Compares a stage with the truth. The engine may be a small multiple as far from it as PyTorch
   * in single precision is; {@code engine/src/test/reference/README.md} derives the multiples.
   */
  void assertClose(String stage, float[] actual) {
    float[] truth = floats(stage);
    assertEquals(truth.length, actual.length, stage);
    double squares = 0;
    double largest = 0;
    for (int i = 0; i < truth.length; i++) {
      double error = Math.abs((double) actual[i] - truth[i]);
      squares += error * error;
      largest = Math.max(largest, error);
    }
    double rms = Math.sqrt(squares / truth.length);
    Noise noise = noise(stage);
    String message = name + " " + stage + ": " + new Noise(rms, largest);
    message += " against PyTorch's " + noise;
    assertTrue(rms <= RMS_FACTOR * noise.rms(), message);
    assertTrue(largest <= LARGEST_FACTOR * noise.largest(), message);
  }

  @Override
  public void close() {
    file.close();
  }

  private Tensor tensor(String tensor) {
    return file.tensor(tensor).orElseThrow(() -> new AssertionError(name + " has no " + tensor));
  }

  /**
   * Errors of PyTorch in single precision.
   *
   * @param rms root mean square over the values that the file stores
   * @param largest over all values
   */
  record Noise(double rms, double largest) {}
}
