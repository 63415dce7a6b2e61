// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Chunks that come from a socket, each of which can be read before anybody wants it: on a thread of
 * its own, as a socket of Helidon's can neither be asked whether it was closed nor be read for a
 * limited time. For one thread at a time.
 */
final class LookAhead {
  private final Supplier<byte[]> socket;
  private Optional<CompletableFuture<byte[]>> ahead = Optional.empty();

  /**
   * Reads nothing yet.
   *
   * @param socket waits for the next chunk; {@code null} at the end
   */
  LookAhead(Supplier<byte[]> socket) {
    this.socket = socket;
  }

  /** The next chunk, once it is there. It is read now, and kept for {@link #next}. */
  CompletableFuture<byte[]> begin() {
    if (ahead.isEmpty()) {
      CompletableFuture<byte[]> chunk = new CompletableFuture<>();
      ahead = Optional.of(chunk);
      Thread.ofVirtual().name("look-ahead").start(() -> read(chunk));
    }
    return ahead.get();
  }

  private void read(CompletableFuture<byte[]> chunk) {
    try {
      chunk.complete(socket.get());
    } catch (RuntimeException | Error e) {
      chunk.completeExceptionally(e);
    }
  }

  /** Takes the next chunk, or {@code null} at the end. */
  byte[] next() {
    if (ahead.isEmpty()) {
      return socket.get();
    }
    try {
      return take(ahead.get());
    } catch (TimeoutException e) {
      throw new IllegalStateException("nothing limits this wait", e);
    }
  }

  /**
   * The same.
   *
   * @throws TimeoutException if there is neither within {@code patience}
   */
  byte[] next(Duration patience) throws TimeoutException {
    // The wait itself must have no end: when Helidon stops it interrupts such threads alone.
    return take(begin().copy().orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS));
  }

  private byte[] take(CompletableFuture<byte[]> chunk) throws TimeoutException {
    try {
      byte[] bytes = chunk.get();
      ahead = Optional.empty();
      return bytes;
    } catch (InterruptedException e) {
      throw new CloseConnectionException("the connection is to end", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException timeout) {
        throw timeout;
      }
      throw switch (e.getCause()) {
        case RuntimeException cause -> cause;
        case Error cause -> throw cause;
        case Throwable cause -> new IllegalStateException("reading failed", cause);
      };
    }
  }
}
