// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import vn.nghe.perf.service.ProcessMemory;

/** A process of {@code ./nghe}, which replaces itself by the Java process. Linux only. */
final class MeasuredProcess implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(2);

  private final Process process;

  private MeasuredProcess(Process process) {
    this.process = process;
  }

  static MeasuredProcess start(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("./nghe");
    builder.command().addAll(List.of(arguments));
    // With the same vector length as this process.
    String options = System.getProperty("vn.nghe.perf.nghe-java-options", "");
    builder.environment().put("NGHE_JAVA_OPTIONS", options);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new MeasuredProcess(builder.start());
  }

  /** Whether the process is running. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Resident memory now, in megabytes. */
  double memory() throws IOException {
    return megabytes(ProcessMemory.resident(process.pid()));
  }

  /**
   * Waits until the process ends.
   *
   * @return the highest resident memory observed, in megabytes
   * @throws IllegalStateException if the process fails
   */
  double mostMemoryUntilEnd() throws IOException {
    double most = 0;
    try {
      while (!process.waitFor(POLL)) {
        most = Math.max(most, megabytes(ProcessMemory.highestResident(process.pid())));
      }
    } catch (NoSuchFileException ended) {
      // The process ended between the two calls; the previous reading stands.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("./nghe ended with " + process.exitValue());
    }
    return most;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static double megabytes(OptionalLong bytes) {
    return 1e-6 * bytes.orElse(0);
  }
}
