// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Memory of a process as {@code /proc/PID/status} reports it (proc(5)). Linux only. */
public final class ProcessMemory {
  private static final long KIBIBYTE = 1024;

  private ProcessMemory() {}

  /**
   * Resident memory now ({@code VmRSS}), in bytes; empty once the process is ending.
   *
   * @throws java.nio.file.NoSuchFileException if the process has ended
   */
  public static OptionalLong resident(long process) throws IOException {
    return bytes(process, "VmRSS:");
  }

  /**
   * The highest resident memory so far ({@code VmHWM}), in bytes; empty once the process is ending.
   *
   * @throws java.nio.file.NoSuchFileException if the process has ended
   */
  public static OptionalLong highestResident(long process) throws IOException {
    return bytes(process, "VmHWM:");
  }

  private static OptionalLong bytes(long process, String field) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> KIBIBYTE * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst();
  }
}
