// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads what the jars of the service hold. */
public final class Resources {
  private Resources() {}

  /**
   * The bytes of a file beside {@code owner} or, with a slash in front of its name, from the root.
   *
   * @throws IllegalStateException if there is none, which is a fault of the build
   */
  public static byte[] read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + name + "; build the service anew");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
