// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Reads what the jars of the service hold. */
final class Resources {
  private Resources() {}

  /** The bytes of a file beside {@code owner}, or, with a slash in front, from the root. */
  static byte[] read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
