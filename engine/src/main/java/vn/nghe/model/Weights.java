// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.nghe.api.ModelException;
import vn.nghe.kernel.FewRowLinear;
import vn.nghe.kernel.LayerNorm;
import vn.nghe.kernel.Linear;
import vn.nghe.kernel.PackedMatrix;
import vn.nghe.kernel.StoredRows;
import vn.nghe.kernel.StoredRows.Precision;
import vn.nghe.kernel.Workers;

/** Turns the tensors of a file into layers, each checked by name, type and shape. */
final class Weights {
  /** The bits of infinity; those of NaN are above, those of finite values below. */
  private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  private static final int WITHOUT_SIGN = Integer.MAX_VALUE;

  private final Safetensors file;
  private final Workers workers;

  Weights(Safetensors file, Workers workers) {
    this.file = file;
    this.workers = workers;
  }

  /** A linear layer from {@code name.weight} [outputs, inputs] and {@code name.bias} [outputs]. */
  Linear linear(String name, int inputs, int outputs) {
    WeightRows weight = rows(name + ".weight", outputs, inputs);
    PackedMatrix packed = packed(inputs, outputs, weight);
    pack(weight, packed, 0);
    return new Linear(packed, vector(name + ".bias", outputs));
  }

  /**
   * Queries, keys and values as one product: the three layers side by side. Keys have no bias in
   * Whisper.
   */
  Linear queriesKeysValues(String name, int width) {
    WeightRows queries = rows(name + ".q_proj.weight", width, width);
    WeightRows keys = rows(name + ".k_proj.weight", width, width);
    WeightRows values = rows(name + ".v_proj.weight", width, width);
    PackedMatrix packed = packed(width, 3 * width, queries, keys, values);
    pack(queries, packed, 0);
    pack(keys, packed, width);
    pack(values, packed, 2 * width);
    return new Linear(packed, queriesKeysValuesBias(name, width));
  }

  private float[] queriesKeysValuesBias(String name, int width) {
    float[] bias = new float[3 * width];
    System.arraycopy(vector(name + ".q_proj.bias", width), 0, bias, 0, width);
    System.arraycopy(vector(name + ".v_proj.bias", width), 0, bias, 2 * width, width);
    return bias;
  }

  /**
   * A convolution over time as a linear layer on {@code taps} frames that follow each other, from
   * {@code name.weight} [outputs, inputs, taps].
   */
  Linear convolution(String name, int inputs, int outputs, int taps) {
    WeightRows weight = rows(name + ".weight", outputs, inputs, taps);
    PackedMatrix packed = packed(taps * inputs, outputs, weight);
    workers.forEach(
        outputs,
        output -> {
          float[] stored = new float[inputs * taps];
          float[] column = new float[inputs * taps];
          read(weight, output, stored);
          for (int input = 0; input < inputs; input++) {
            for (int tap = 0; tap < taps; tap++) {
              column[tap * inputs + input] = stored[input * taps + tap];
            }
          }
          packed.column(output, column, 0);
        });
    return new Linear(packed, vector(name + ".bias", outputs));
  }

  /** A linear layer for few rows, from {@code name.weight} and {@code name.bias}. */
  FewRowLinear fewRowLinear(String name, int inputs, int outputs) {
    StoredRows rows = storedRows(name + ".weight", outputs, inputs);
    return new FewRowLinear(rows, vector(name + ".bias", outputs));
  }

  /** As {@link #queriesKeysValues}, for few rows. */
  FewRowLinear fewRowQueriesKeysValues(String name, int width) {
    StoredRows rows =
        stored(
            width,
            rows(name + ".q_proj.weight", width, width),
            rows(name + ".k_proj.weight", width, width),
            rows(name + ".v_proj.weight", width, width));
    return new FewRowLinear(rows, queriesKeysValuesBias(name, width));
  }

  /** Keys and values as one product: the two layers side by side. */
  Linear keysValues(String name, int width) {
    WeightRows keys = rows(name + ".k_proj.weight", width, width);
    WeightRows values = rows(name + ".v_proj.weight", width, width);
    PackedMatrix packed = packed(width, 2 * width, keys, values);
    pack(keys, packed, 0);
    pack(values, packed, width);
    float[] bias = new float[2 * width];
    System.arraycopy(vector(name + ".v_proj.bias", width), 0, bias, width, width);
    return new Linear(packed, bias);
  }

  /** All rows of a matrix, in the precision in which they are stored. */
  StoredRows storedRows(String name, int rows, int columns) {
    return stored(columns, rows(name, rows, columns));
  }

  /** Several weights, one below the other. */
  private StoredRows stored(int columns, WeightRows... weights) {
    int outputs = Arrays.stream(weights).mapToInt(WeightRows::outputs).sum();
    Precision precision =
        Arrays.stream(weights).map(w -> w.weight().type()).distinct().count() == 1
            ? precision(weights[0].weight().type())
            : Precision.SINGLE;
    StoredRows stored = new StoredRows(precision, outputs, columns);
    int first = 0;
    for (WeightRows weight : weights) {
      int at = first;
      workers.forEach(
          weight.outputs(),
          output -> {
            float[] row = new float[columns];
            if (precision == Precision.SINGLE) {
              weight.read(output, row);
              stored.set(at + output, row, 1);
            } else {
              weight.readUnscaled(output, row);
              stored.set(at + output, row, weight.step(output));
            }
          });
      first += weight.outputs();
    }
    return stored;
  }

  private static Precision precision(TensorType type) {
    return switch (type) {
      case F16 -> Precision.HALF;
      case BF16 -> Precision.BRAIN;
      case I8 -> Precision.INTEGER;
      default -> Precision.SINGLE;
    };
  }

  /** A layer norm from {@code name.weight} and {@code name.bias} [width]. */
  LayerNorm layerNorm(String name, int width) {
    return new LayerNorm(vector(name + ".weight", width), vector(name + ".bias", width));
  }

  /** All values of a matrix, row by row. */
  float[] matrix(String name, int rows, int columns) {
    float[] values = new float[Math.multiplyExact(rows, columns)];
    floating(tensor(name, rows, columns)).floats(0, values, 0, values.length);
    return finite(name, 0, values);
  }

  /** Number of values in the whole file. */
  long parameters() {
    return file.tensors().stream().mapToLong(Tensor::size).sum();
  }

  private float[] vector(String name, int size) {
    float[] values = new float[size];
    floating(tensor(name, size)).floats(0, values, 0, size);
    return finite(name, 0, values);
  }

  private void read(WeightRows weight, int row, float[] target) {
    weight.read(row, target);
    finite(weight.weight().name(), (long) row * target.length, target);
  }

  /**
   * The values, none of which may be NaN or infinite: one makes NaN of whatever it meets, and a
   * model that gives NaN writes nothing, without an error.
   *
   * @param first position of the first value in its tensor
   */
  private float[] finite(String name, long first, float[] values) {
    int largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Float.floatToRawIntBits(value) & WITHOUT_SIGN);
    }
    if (largest >= INFINITY) {
      int at = 0;
      while (Float.isFinite(values[at])) {
        at++;
      }
      throw new ModelException(
          file.file(),
          "tensor %s has the value %s at position %d, which is not finite; `nghe weights verify`"
                  .formatted(name, values[at], first + at)
              + " checks all tensors");
    }
    return values;
  }

  /** Room for weights in the precision they need. */
  private static PackedMatrix packed(int rows, int columns, WeightRows... weights) {
    boolean half = Arrays.stream(weights).allMatch(WeightRows::isHalf);
    return half ? PackedMatrix.halfZeros(rows, columns) : PackedMatrix.zeros(rows, columns);
  }

  /** Puts the rows of a stored weight into columns of a packed matrix, from column {@code at}. */
  private void pack(WeightRows weight, PackedMatrix packed, int at) {
    int outputs = weight.outputs();
    int inputs = packed.rows();
    // Neighbouring columns share cache lines of the panel, so a task takes a run of them.
    int run = 64;
    workers.forEach(
        Math.ceilDiv(outputs, run),
        task -> {
          float[] column = new float[inputs];
          for (int i = task * run; i < Math.min(outputs, (task + 1) * run); i++) {
            read(weight, i, column);
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
    return tensor;
  }

  /** A weight in floats, or in I8 with its scales. */
  private WeightRows rows(String name, int... shape) {
    Tensor weight = tensor(name, shape);
    if (weight.type() != TensorType.I8) {
      return new WeightRows(floating(weight), Optional.empty());
    }
    String scale = name + WeightRows.SCALE;
    if (file.tensor(scale).isEmpty()) {
      throw new ModelException(
          file.file(), "tensor " + name + " holds I8 values, which need a tensor " + scale);
    }
    return new WeightRows(weight, Optional.of(vector(scale, shape[0])));
  }

  private Tensor floating(Tensor tensor) {
    if (!tensor.type().isReadable()) {
      throw new ModelException(
          file.file(),
          "tensor "
              + tensor.name()
              + " holds "
              + tensor.type()
              + " values; F32, F16 and BF16 are supported");
    }
    return tensor;
  }
}
