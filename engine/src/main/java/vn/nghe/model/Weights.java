// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.ArrayList;
import java.util.Arrays;
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
    Tensor weight = tensor(name + ".weight", outputs, inputs);
    PackedMatrix packed = packed(inputs, outputs, weight);
    pack(weight, packed, 0);
    return new Linear(packed, vector(name + ".bias", outputs));
  }

  /**
   * Queries, keys and values as one product: the three layers side by side. Keys have no bias in
   * Whisper.
   */
  Linear queriesKeysValues(String name, int width) {
    Tensor queries = tensor(name + ".q_proj.weight", width, width);
    Tensor keys = tensor(name + ".k_proj.weight", width, width);
    Tensor values = tensor(name + ".v_proj.weight", width, width);
    PackedMatrix packed = packed(width, 3 * width, queries, keys, values);
    pack(queries, packed, 0);
    pack(keys, packed, width);
    pack(values, packed, 2 * width);
    float[] bias = new float[3 * width];
    System.arraycopy(vector(name + ".q_proj.bias", width), 0, bias, 0, width);
    System.arraycopy(vector(name + ".v_proj.bias", width), 0, bias, 2 * width, width);
    return new Linear(packed, bias);
  }

  /**
   * A convolution over time as a linear layer on {@code taps} frames that follow each other, from
   * {@code name.weight} [outputs, inputs, taps].
   */
  Linear convolution(String name, int inputs, int outputs, int taps) {
    Tensor weight = tensor(name + ".weight", outputs, inputs, taps);
    PackedMatrix packed = packed(taps * inputs, outputs, weight);
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

  /** Room for weights in the precision they are stored in. */
  private static PackedMatrix packed(int rows, int columns, Tensor... tensors) {
    boolean half = Arrays.stream(tensors).allMatch(tensor -> tensor.type() == TensorType.F16);
    return half ? PackedMatrix.halfZeros(rows, columns) : PackedMatrix.zeros(rows, columns);
  }

  /** Puts the rows of a stored weight into columns of a packed matrix, from column {@code at}. */
  private void pack(Tensor weight, PackedMatrix packed, int at) {
    int outputs = weight.shape().get(0).intValue();
    int inputs = weight.shape().get(1).intValue();
    // Neighbouring columns share cache lines of the panel, so a task takes a run of them.
    int run = 64;
    workers.forEach(
        Math.ceilDiv(outputs, run),
        task -> {
          float[] column = new float[inputs];
          for (int i = task * run; i < Math.min(outputs, (task + 1) * run); i++) {
            weight.floats((long) i * inputs, column, 0, inputs);
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
