// SPDX-License-Identifier: Apache-2.0
package vn.nghe.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What Java does not say about the processor, because it has no access to CPUID.
 *
 * @param architecture as in the system property {@code os.arch}
 * @param maker as CPUID spells it, {@code GenuineIntel} or {@code AuthenticAMD}; empty if the
 *     operating system does not say
 */
record Processor(String architecture, String maker) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /**
   * Where Linux names the maker in {@code /proc/cpuinfo}, and Windows in an environment variable.
   */
  static Processor ofThisMachine() {
    return new Processor(
        System.getProperty("os.arch", "").toLowerCase(Locale.ROOT),
        maker(CPU_INFO, System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "")));
  }

  /**
   * Reads the maker.
   *
   * @param cpuInfo Linux's description of the processors; need not exist
   * @param identifier what Windows says, such as {@code Intel64 Family 6 Model 143 Stepping 8,
   *     GenuineIntel}; else empty
   */
  static String maker(Path cpuInfo, String identifier) {
    if (!identifier.isEmpty()) {
      return identifier.substring(identifier.lastIndexOf(',') + 1).strip();
    }
    try (Stream<String> lines = Files.lines(cpuInfo)) {
      return lines
          .filter(line -> line.startsWith("vendor_id"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("");
    } catch (IOException notLinux) {
      return "";
    }
  }

  /** Whether the instructions are x86's, of 64 bits. */
  boolean isX86() {
    return architecture.equals("amd64") || architecture.equals("x86_64");
  }

  /** Whether Intel made it. */
  boolean isIntel() {
    return maker.equals("GenuineIntel");
  }
}
