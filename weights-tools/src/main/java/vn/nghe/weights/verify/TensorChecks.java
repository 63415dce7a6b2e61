// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.nghe.model.ModelConfig;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.model.TensorType;

/** Checks the tensors of a file against a configuration, and that their values are finite. */
final class TensorChecks {
  /** The suffix of the name of a quantised weight's scale. */
  private static final String SCALE = ".scale";

  /** Values in one block. */
  private static final int RUN = 1 << 16;

  private final Path file;
  private final VerificationFindings findings;
  private long values;

  private TensorChecks(Path file, VerificationFindings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** Checks all tensors; without a configuration only their values. */
  static void check(
      Safetensors tensors, Optional<ModelConfig> config, VerificationFindings findings) {
    var checks = new TensorChecks(tensors.file(), findings);
    config.ifPresent(c -> checks.names(tensors, ExpectedTensors.of(c)));
    tensors.tensors().forEach(checks::values);
    findings.checked(
        tensors.file().getFileName().toString(),
        tensors.tensors().size() + " tensors, " + checks.values + " values");
  }

  private void names(Safetensors tensors, Map<String, List<Long>> expected) {
    expected.forEach(
        (name, shape) ->
            tensors
                .tensor(name)
                .ifPresentOrElse(
                    tensor -> shape(tensor, shape),
                    () -> findings.wrong(file, name, "is missing")));
    for (Tensor tensor : tensors.tensors()) {
      Optional<Tensor> scaled = scaled(tensors, tensor);
      if (scaled.isPresent()) {
        shape(tensor, scaled.get().shape().subList(0, 1));
      } else if (!expected.containsKey(tensor.name())) {
        findings.wrong(file, tensor.name(), "is not used by the engine");
      }
    }
    for (Tensor tensor : tensors.tensors()) {
      if (tensor.type() == TensorType.I8 && tensors.tensor(tensor.name() + SCALE).isEmpty()) {
        findings.wrong(file, tensor.name() + SCALE, "is missing");
      }
    }
  }

  /** The quantised weight of a scale, if the tensor is one. */
  private static Optional<Tensor> scaled(Safetensors tensors, Tensor tensor) {
    String name = tensor.name();
    return name.endsWith(SCALE)
        ? tensors
            .tensor(name.substring(0, name.length() - SCALE.length()))
            .filter(weight -> weight.type() == TensorType.I8 && !weight.shape().isEmpty())
        : Optional.empty();
  }

  private void shape(Tensor tensor, List<Long> expected) {
    if (!tensor.shape().equals(expected)) {
      findings.wrong(
          file,
          tensor.name(),
          "has shape " + tensor.shape() + ", config.json asks for " + expected);
    }
  }

  private void values(Tensor tensor) {
    if (tensor.type() == TensorType.I8) {
      values += tensor.size();
      return;
    }
    if (!tensor.type().isReadable()) {
      findings.wrong(
          file,
          tensor.name(),
          "holds " + tensor.type() + " values; F32, F16 and BF16 are supported");
      return;
    }
    values += tensor.size();
    float[] run = new float[(int) Math.min(RUN, tensor.size())];
    long notFinite = 0;
    long first = -1;
    float example = 0;
    for (long from = 0; from < tensor.size(); from += RUN) {
      int count = (int) Math.min(RUN, tensor.size() - from);
      tensor.floats(from, run, 0, count);
      for (int i = 0; i < count; i++) {
        if (!Float.isFinite(run[i])) {
          if (notFinite++ == 0) {
            first = from + i;
            example = run[i];
          }
        }
      }
    }
    if (notFinite > 0) {
      findings.wrong(
          file,
          tensor.name(),
          "has %d values of %d that are not finite, the first, %s, at %s"
              .formatted(notFinite, tensor.size(), example, position(first, tensor.shape())));
    }
  }

  /** The indices of the value at {@code index} in row-major order. */
  static List<Long> position(long index, List<Long> shape) {
    List<Long> position = new ArrayList<>();
    long rest = index;
    for (long dimension : shape.reversed()) {
      position.add(rest % dimension);
      rest /= dimension;
    }
    return position.reversed();
  }
}
