// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import vn.nghe.weights.tensors.TensorSource;
import vn.nghe.weights.verify.Checksums;

/** Compares the tensors of two files without loading either. */
final class TensorDifferences {
  private TensorDifferences() {}

  /**
   * Counts tensors that differ in type, shape or any bit, or are not in the second file.
   *
   * @param names the tensors to compare
   */
  static int differing(CheckpointPart one, CheckpointPart other, Set<String> names)
      throws IOException {
    int differing = 0;
    for (String name : names) {
      if (!other.file().names().contains(other.prefix() + name)
          || !same(
              one.file().tensor(one.prefix() + name, name),
              other.file().tensor(other.prefix() + name, name))) {
        differing++;
      }
    }
    return differing;
  }

  private static boolean same(TensorSource one, TensorSource other) throws IOException {
    return one.type() == other.type()
        && Arrays.equals(one.shape(), other.shape())
        && Arrays.equals(digest(one), digest(other));
  }

  private static byte[] digest(TensorSource tensor) throws IOException {
    MessageDigest digest = Checksums.sha256();
    tensor.writeTo(
        new WritableByteChannel() {
          @Override
          public int write(ByteBuffer bytes) {
            int size = bytes.remaining();
            digest.update(bytes);
            return size;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        });
    return digest.digest();
  }
}
