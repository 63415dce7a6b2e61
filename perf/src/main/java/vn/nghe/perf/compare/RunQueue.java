// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The time that threads of this process were runnable but waited for a core, from Linux's
 * schedstat. On other systems always 0.
 */
final class RunQueue {
  private static final Path THREADS = Path.of("/proc/self/task");

  private RunQueue() {}

  /** Seconds that all threads together have waited since their start. */
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

  /** Reads the second of three numbers: nanoseconds on a core, nanoseconds waiting, time slices. */
  private static long waited(Path schedstat) throws IOException {
    try {
      return Long.parseLong(Files.readString(schedstat).split(" ", -1)[1]);
    } catch (NoSuchFileException e) {
      // The thread has ended, or the kernel has no schedstat.
      return 0;
    }
  }
}
