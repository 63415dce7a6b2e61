// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import vn.nghe.model.Safetensors;
import vn.nghe.model.Tensor;
import vn.nghe.weights.tensors.TensorSource;

/** One safetensors file. */
final class SafetensorsFile implements TensorFile {
  private final Safetensors safetensors;

  private SafetensorsFile(Safetensors safetensors) {
    this.safetensors = safetensors;
  }

  @SuppressWarnings("MustBeClosedChecker") // The result owns the file and closes it.
  static SafetensorsFile open(Path file) {
    return new SafetensorsFile(Safetensors.open(file));
  }

  @Override
  public Path file() {
    return safetensors.file();
  }

  @Override
  public Set<String> names() {
    return safetensors.tensors().stream()
        .map(Tensor::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public TensorSource tensor(String name, String as) {
    return TensorSource.of(as, safetensors.tensor(name).orElseThrow());
  }

  @Override
  public void close() {
    safetensors.close();
  }
}
