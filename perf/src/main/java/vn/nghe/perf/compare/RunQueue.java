// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How long threads of this process were ready to run and did not, because all cores were taken. By
 * Linux's account; elsewhere always zero, as if the machine were quiet.
 */
final class RunQueue {
  private static final Path THREADS = Path.of("/proc/self/task");

  private RunQueue() {}

  /** Seconds that all threads together have waited since they began. */
  static double waited() {
    if (!Files.isDirectory(THREADS)) {
      return 0;
    }
    long nanos = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        nanos += waited(thread.resolve("schedstat"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 1e-9 * nanos;
  }

  /** The second of three numbers: nanoseconds on a core, waiting for one, and time slices. */
  private static long waited(Path schedstat) throws IOException {
    try {
      return Long.parseLong(Files.readString(schedstat).split(" ", -1)[1]);
    } catch (NoSuchFileException e) {
      // The thread has ended, or this kernel keeps no account.
      return 0;
    }
  }
}
