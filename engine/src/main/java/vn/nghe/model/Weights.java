// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.ArrayList;
import java.util.List;
import vn.nghe.kernel.LayerNorm;
import vn.nghe.kernel.Linear;
import vn.nghe.kernel.PackedMatrix;
import vn.nghe.kernel.Workers;

/** Turns the tensors of a file into layers, each checked by name, type and shape. */
final class Weights {
  private final Safetensors file;
  private final Workers workers;

  Weights(Safetensors file, Workers workers) {
    this.file = file;
    this.workers = workers;
  }

  /** A linear layer from {@code name.weight} [outputs, inputs] and {@code name.bias} [outputs]. */
  Linear linear(String name, int inputs, int outputs) {
    PackedMatrix packed = PackedMatrix.zeros(inputs, outputs);
    pack(name + ".weight", packed, 0, outputs, 1, outputs, inputs);
    return new Linear(packed, vector(name + ".bias", outputs));
  }

  /**
   * Queries, keys and values as one product: the three layers side by side. Queries are scaled
   * here, once, by the square root that attention divides by; keys have no bias in Whisper.
   */
  Linear queriesKeysValues(String name, int width, int headSize) {
    float scale = (float) (1 / Math.sqrt(headSize));
    PackedMatrix packed = PackedMatrix.zeros(width, 3 * width);
    pack(name + ".q_proj.weight", packed, 0, width, scale, width, width);
    pack(name + ".k_proj.weight", packed, width, width, 1, width, width);
    pack(name + ".v_proj.weight", packed, 2 * width, width, 1, width, width);
    float[] bias = new float[3 * width];
    float[] queryBias = vector(name + ".q_proj.bias", width);
    for (int i = 0; i < width; i++) {
      bias[i] = queryBias[i] * scale;
    }
    System.arraycopy(vector(name + ".v_proj.bias", width), 0, bias, 2 * width, width);
    return new Linear(packed, bias);
  }

  /**
   * A convolution over time as a linear layer on {@code taps} frames that follow each other, from
   * {@code name.weight} [outputs, inputs, taps].
   */
  Linear convolution(String name, int inputs, int outputs, int taps) {
    Tensor weight = tensor(name + ".weight", outputs, inputs, taps);
    PackedMatrix packed = PackedMatrix.zeros(taps * inputs, outputs);
    workers.forEach(
        outputs,
        output -> {
          float[] stored = new float[inputs * taps];
          float[] column = new float[inputs * taps];
          weight.floats((long) output * stored.length, stored, 0, stored.length);
          for (int input = 0; input < inputs; input++) {
            for (int tap = 0; tap < taps; tap++) {
              column[tap * inputs + input] = stored[input * taps + tap];
            }
          }
          packed.column(output, column, 0);
        });
    return new Linear(packed, vector(name + ".bias", outputs));
  }

  /** A layer norm from {@code name.weight} and {@code name.bias} [width]. */
  LayerNorm layerNorm(String name, int width) {
    return new LayerNorm(vector(name + ".weight", width), vector(name + ".bias", width));
  }

  /** All values of a matrix, row by row. */
  float[] matrix(String name, int rows, int columns) {
    float[] values = new float[Math.multiplyExact(rows, columns)];
    tensor(name, rows, columns).floats(0, values, 0, values.length);
    return values;
  }

  /** Number of values in the whole file. */
  long parameters() {
    return file.tensors().stream().mapToLong(Tensor::size).sum();
  }

  private float[] vector(String name, int size) {
    float[] values = new float[size];
    tensor(name, size).floats(0, values, 0, size);
    return values;
  }

  /** Puts the rows of a stored weight into columns of a packed matrix. */
  private void pack(
      String name, PackedMatrix packed, int at, int count, float scale, int outputs, int inputs) {
    Tensor weight = tensor(name, outputs, inputs);
    // Neighbouring columns share cache lines of the panel, so a task takes a run of them.
    int run = 64;
    workers.forEach(
        Math.ceilDiv(count, run),
        task -> {
          float[] column = new float[inputs];
          for (int i = task * run; i < Math.min(count, (task + 1) * run); i++) {
            weight.floats((long) i * inputs, column, 0, inputs);
            for (int k = 0; k < inputs; k++) {
              column[k] *= scale;
            }
            packed.column(at + i, column, 0);
          }
        });
  }

  private Tensor tensor(String name, int... shape) {
    Tensor tensor =
        file.tensor(name)
            .orElseThrow(() -> new ModelException(file.file(), "tensor " + name + " is missing"));
    List<Long> expected = new ArrayList<>();
    for (int dimension : shape) {
      expected.add((long) dimension);
    }
    if (!tensor.shape().equals(expected)) {
      throw new ModelException(
          file.file(),
          "tensor " + name + " has shape " + tensor.shape() + ", config.json asks for " + expected);
    }
    if (!tensor.type().isReadable()) {
      throw new ModelException(
          file.file(),
          "tensor "
              + name
              + " holds "
              + tensor.type()
              + " values; F32, F16 and BF16 are supported");
    }
    return tensor;
  }
}
