// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.api.ModelException;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.model.TensorType;
import vn.nghe.weights.tensors.SafetensorsWriter;

final class RoundedTensorTest {
  private static final Path FILE = Path.of("model.safetensors");

  @TempDir Path folder;

  /** The 16 lower bits of a float are rounded to nearest, ties to even. */
  @ParameterizedTest
  @CsvSource({
    "0x3F800000, 0x3F80", // 1
    "0x3F808000, 0x3F80", // half way from an even one
    "0x3F818000, 0x3F82", // half way from an odd one
    "0x3F808001, 0x3F81",
    "0x3F807FFF, 0x3F80",
    "0xBFFFFFFF, 0xC000", // the carry reaches the exponent
    "0x00000001, 0x0000",
    "0x80018000, 0x8002", // subnormal, half way from an odd one
    "0x7F7F7FFF, 0x7F7F", // the largest that stays finite
  })
  void bfloat16RoundsToTheNearestEven(String bits, String rounded) {
    float value = Float.intBitsToFloat(Integer.parseUnsignedInt(bits.substring(2), 16));
    assertEquals(
        (short) Integer.parseInt(rounded.substring(2), 16), RoundedTensor.toBfloat16(value));
  }

  @ParameterizedTest
  @CsvSource({"F16", "BF16"})
  void noOtherValueOfTheTypeIsNearer(TensorType type) throws IOException {
    var random = new Random(20261124);
    float[] values = new float[2000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.scalb(random.nextGaussian(), random.nextInt(30) - 24);
    }
    float[] rounded = written(type, values);
    for (int i = 0; i < values.length; i++) {
      BigDecimal value = new BigDecimal(values[i]);
      BigDecimal error = value.subtract(new BigDecimal(rounded[i])).abs();
      // There is no neighbour below zero.
      for (int step : rounded[i] == 0 ? new int[] {1} : new int[] {-1, 1}) {
        BigDecimal neighbour = new BigDecimal(neighbour(type, rounded[i], step));
        assertEquals(error, error.min(value.subtract(neighbour).abs()), values[i] + " " + step);
      }
    }
  }

  /** The neighbouring value, whose bits are one more or less. */
  private static float neighbour(TensorType type, float value, int step) {
    return type == TensorType.F16
        ? Float.float16ToFloat((short) (Float.floatToFloat16(value) + step))
        : Float.intBitsToFloat(((Float.floatToRawIntBits(value) >>> 16) + step) << 16);
  }

  @Test
  void singlePrecisionStaysAsItIs() throws IOException {
    float[] values = {1.1f, -0f, Float.MIN_VALUE, Float.MAX_VALUE};
    assertArrayEquals(values, written(TensorType.F32, values));
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 65520, is out of the range of F16",
    "F16, -1e9, is out of the range of F16",
    "BF16, 3.4e38, is out of the range of BF16",
    "F32, NaN, is not finite",
    "F16, Infinity, is not finite",
    "BF16, -Infinity, is not finite",
  })
  void whatCannotBeStoredIsRefusedByName(TensorType type, float value, String why) {
    ModelException e = assertThrows(ModelException.class, () -> written(type, 0, 1, value));
    assertEquals(FILE + ": tensor a.weight: value number 2, " + value + ", " + why, e.getMessage());
  }

  /** Stores values in a type and reads them. */
  private float[] written(TensorType type, float... values) throws IOException {
    Values source =
        new Values() {
          @Override
          public String name() {
            return "a.weight";
          }

          @Override
          public List<Long> shape() {
            return List.of((long) values.length);
          }

          @Override
          public void floats(long from, float[] target, int count) {
            System.arraycopy(values, (int) from, target, 0, count);
          }
        };
    Path file = folder.resolve("out.safetensors");
    SafetensorsWriter.write(file, List.of(new RoundedTensor(FILE, source, type)), Map.of());
    try (Safetensors read = Safetensors.open(file)) {
      Tensor tensor = read.tensor("a.weight").orElseThrow();
      assertEquals(type, tensor.type());
      float[] found = new float[values.length];
      tensor.floats(0, found, 0, found.length);
      return found;
    }
  }
}
