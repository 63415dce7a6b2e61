// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.nio.file.Path;
import java.util.Set;
import vn.nghe.weights.tensors.TensorSource;

/** Tensors by name. */
public sealed interface TensorFile extends AutoCloseable
    permits LegacyTorchFile, SafetensorsFile, ShardedFile, TorchFile {

  /**
   * Opens a file of any supported kind, told by its first bytes.
   *
   * @throws CheckpointException if it is of no such kind, or breaks its format
   * @throws vn.nghe.api.ModelException if it breaks the format of safetensors
   */
  static TensorFile open(Path file) {
    return switch (FileKind.of(file)) {
      case LEGACY -> LegacyTorchFile.open(file);
      case ZIP -> TorchFile.open(file);
      case SAFETENSORS -> SafetensorsFile.open(file);
      case SHARD_INDEX -> ShardedFile.open(file);
    };
  }

  /** The file that was opened. */
  Path file();

  /** What its tensors are called, in the order of the file. */
  Set<String> names();

  /**
   * One of its tensors, which can be read until the file is closed.
   *
   * @param name one of {@link #names()}
   * @param as what it is to be called
   * @throws CheckpointException if what the file says of it is impossible
   */
  TensorSource tensor(String name, String as);

  @Override
  void close();
}
