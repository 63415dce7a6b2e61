// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time, memory and files of the process, by the names that Prometheus' clients agree on.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics">
 *     Process metrics</a>
 */
final class ProcessMeters {
  /** Linux tells of memory here, in KiB. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final int KIBIBYTE = 1024;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  ProcessMeters(Meters meters) {
    double started =
        Unit.MILLISECONDS.scaled((double) ManagementFactory.getRuntimeMXBean().getStartTime());
    meters.gauge(
        "process_start_time_seconds",
        "Start time of the process since unix epoch in seconds.",
        () -> started);
    meters.counter(
        "process_cpu_seconds_total",
        "Total user and system CPU time spent in seconds.",
        Unit.NANOSECONDS,
        system,
        OperatingSystemMXBean::getProcessCpuTime);
    if (system instanceof UnixOperatingSystemMXBean unix) {
      meters.gauge(
          "process_open_fds", "Number of open file descriptors.", unix::getOpenFileDescriptorCount);
      meters.gauge(
          "process_max_fds",
          "Maximum number of open file descriptors.",
          unix::getMaxFileDescriptorCount);
    }
    if (Files.isReadable(STATUS)) {
      meters.gauge(
          "process_virtual_memory_bytes", "Virtual memory size in bytes.", () -> bytes("VmSize:"));
      meters.gauge(
          "process_resident_memory_bytes", "Resident memory size in bytes.", () -> bytes("VmRSS:"));
    }
  }

  /** Not a number where Linux does not say. */
  private static double bytes(String field) {
    try {
      for (String line : Files.readAllLines(STATUS, StandardCharsets.UTF_8)) {
        if (line.startsWith(field)) {
          return Double.parseDouble(line.replaceAll("[^0-9]", "")) * KIBIBYTE;
        }
      }
    } catch (IOException e) {
      return Double.NaN;
    }
    return Double.NaN;
  }
}
