// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import picocli.CommandLine.IVersionProvider;

/** What runs: this project's version, which the build writes down, and Java's. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    try (var version = Version.class.getResourceAsStream("version.txt")) {
      return new String[] {
        "nghe " + new String(version.readAllBytes(), UTF_8).strip(),
        "Java %s (%s)"
            .formatted(System.getProperty("java.version"), System.getProperty("java.vendor"))
      };
    }
  }
}
