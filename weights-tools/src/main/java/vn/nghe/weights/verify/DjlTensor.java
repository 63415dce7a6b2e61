// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.verify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * A tensor as DJL reads it. The only class that needs DJL, so that an installation without it can
 * say so.
 *
 * @param shape its dimensions, outermost first
 * @param nextBits the values in their order, widened to 32 bits, each as the bits of a float
 */
record DjlTensor(List<Long> shape, IntSupplier nextBits) {
  /**
   * All tensors of a safetensors file by their names.
   *
   * @throws IOException if it cannot be read
   * @throws RuntimeException if DJL refuses it; which, depends on what is wrong
   */
  static Map<String, DjlTensor> read(Path file) throws IOException {
    Map<String, DjlTensor> tensors = new TreeMap<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (NDArray array : NDList.decode(PassthroughNDManager.INSTANCE, in)) {
        List<Long> shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
        tensors.put(array.getName(), new DjlTensor(shape, bits(array)));
      }
    }
    return tensors;
  }

  private static IntSupplier bits(NDArray array) {
    ByteBuffer bytes = array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return switch (array.getDataType()) {
      case FLOAT32 -> bytes::getInt;
      case FLOAT16 -> () -> Float.floatToRawIntBits(Float.float16ToFloat(bytes.getShort()));
      case BFLOAT16 -> () -> bytes.getShort() << Short.SIZE;
      case INT8 -> () -> Float.floatToRawIntBits(bytes.get());
      default -> throw new IllegalStateException("type " + array.getDataType());
    };
  }
}
