// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What goes to one client. Helidon waits for ever for a client that does not read; here the
 * connection is closed when the client has taken nothing for too long. An answer is sent in pieces,
 * so that the time is that of a piece and a large answer on a slow line has the time it needs.
 */
final class AnswerWriter implements DataWriter {
  /** Bytes: what a slow mobile line takes in a second or so. */
  private static final int PIECE = 16 * 1024;

  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final DataWriter helidon;
  private final Duration patience;
  private final Consumer<ConnectionEnd> ended;

  /**
   * Sends nothing yet.
   *
   * @param helidon sends the pieces
   * @param patience how long the client may take for one
   * @param ended is told if it takes longer
   */
  AnswerWriter(DataWriter helidon, Duration patience, Consumer<ConnectionEnd> ended) {
    this.helidon = helidon;
    this.patience = patience;
    this.ended = ended;
  }

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("nghe-write-timeout").factory());
    // Nearly all writes end long before.
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  @Override
  public void write(BufferData... buffers) {
    writeNow(buffers);
  }

  @Override
  public void write(BufferData buffer) {
    writeNow(buffer);
  }

  @Override
  public void writeNow(BufferData... buffers) {
    writeNow(BufferData.create(buffers));
  }

  @Override
  public void writeNow(BufferData buffer) {
    if (buffer.available() <= PIECE) {
      send(buffer);
      return;
    }
    byte[] piece = new byte[PIECE];
    while (buffer.available() > 0) {
      int length = buffer.read(piece, 0, Math.min(PIECE, buffer.available()));
      send(BufferData.create(piece, 0, length));
    }
  }

  private void send(BufferData piece) {
    Patience waiting = new Patience(Thread.currentThread());
    Future<?> alarm = CLOCK.schedule(waiting::end, patience.toNanos(), TimeUnit.NANOSECONDS);
    try {
      helidon.writeNow(piece);
    } finally {
      alarm.cancel(false);
      if (waiting.isOver()) {
        ended.accept(ConnectionEnd.WRITE_TIMEOUT);
      }
    }
  }

  /** Ends a write by interrupting its thread, which closes the connection (see {@code Channel}). */
  private static final class Patience {
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread writer;
    private boolean isWritten;
    private boolean hasEnded;

    private Patience(Thread writer) {
      this.writer = writer;
    }

    private void end() {
      lock.lock();
      try {
        if (!isWritten) {
          hasEnded = true;
          writer.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Whether it has ended; from now on it cannot. */
    private boolean isOver() {
      lock.lock();
      try {
        isWritten = true;
        if (hasEnded) {
          Thread.interrupted();
        }
        return hasEnded;
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void flush() {
    helidon.flush();
  }

  @Override
  public void close() {
    helidon.close();
  }
}
