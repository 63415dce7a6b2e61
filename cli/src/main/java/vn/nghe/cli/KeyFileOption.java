// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import vn.nghe.service.access.KeyFile;

/** The option that names the key file. */
final class KeyFileOption {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      defaultValue = "${env:NGHE_AUTH_KEYS}",
      description = "The key file (default: $NGHE_AUTH_KEYS, as for the service).")
  private Path file;

  KeyFile open() {
    return KeyFile.at(file);
  }
}
