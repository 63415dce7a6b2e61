// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.config;

import io.helidon.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key and trust stores that the settings of Helidon name, which it reads whole. */
public final class TlsFiles {
  private static final String PATH = "resource.path";

  /** In bytes; all public certificate authorities together take a fifth of a million. */
  private static final long LONGEST = 4 << 20;

  private TlsFiles() {}

  /**
   * Checks their sizes.
   *
   * @param server the settings below {@code server}
   * @throws ConfigurationException if one is missing or far too large
   */
  public static void check(Config server) {
    server
        .get("tls")
        .traverse()
        .filter(node -> node.isLeaf() && node.key().toString().endsWith(PATH))
        .forEach(node -> check(node.key().toString(), Path.of(node.asString().get())));
  }

  private static void check(String key, Path file) {
    long size;
    try {
      size = Files.size(file);
    } catch (IOException e) {
      throw new ConfigurationException(key + ": " + file + " cannot be read.", e);
    }
    if (size > LONGEST) {
      throw new ConfigurationException(
          key
              + ": "
              + file
              + " has "
              + size
              + " bytes; a store of keys has at most "
              + LONGEST
              + ".");
    }
  }
}
