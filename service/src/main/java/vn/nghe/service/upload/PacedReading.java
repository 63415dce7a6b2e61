// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.nghe.service.error.RefusedException;

/**
 * Reads bodies on a thread of their own: Helidon sets no read timeout on the sockets it accepts, so
 * a client that stops sending would hold the caller for ever.
 */
final class PacedReading {
  private PacedReading() {}

  /** What becomes of a body. */
  @FunctionalInterface
  interface Reader<T> {
    T read(CountedBody body) throws IOException;
  }

  /**
   * Reads a body.
   *
   * @throws RefusedException whatever {@code reader} refuses, or if the body is too slow
   */
  static <T> T read(CountedBody body, Pace pace, Reader<T> reader) throws InterruptedException {
    FutureTask<T> reading = new FutureTask<>(() -> reader.read(body));
    Thread.ofVirtual().name("upload").start(reading);
    try {
      return await(reading, body, pace);
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  /** Whose reading is given up ends when the connection is closed after the answer. */
  private static <T> T await(FutureTask<T> reading, CountedBody body, Pace pace)
      throws InterruptedException, ExecutionException {
    long begun = System.nanoTime();
    while (true) {
      long now = System.nanoTime();
      long wait = pace.require(now - begun, now - body.lastArrival(), body.count());
      try {
        return reading.get(wait, TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        // Time for another look.
      }
    }
  }

  private static RuntimeException rethrow(Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException("an upload failed", cause);
    };
  }
}
