// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import picocli.CommandLine.IVersionProvider;

/** The version of nghe, which the build writes into a resource, and that of Java. */
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
