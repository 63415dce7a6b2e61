// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What goes to one client, in order, sent by a thread of its own: Helidon's sessions must not be
 * sent to by two threads at once. Holds a bounded number of events and of their bytes; who has one
 * more waits.
 */
final class Outbox {
  /** Events that a client may lag behind; a transcript is some 10 of them a minute. */
  private static final int CAPACITY = 64;

  /** Bytes that a client may lag behind; an event of more goes alone. */
  private static final int MOST_BYTES = 256 * 1024;

  private final Semaphore room = new Semaphore(MOST_BYTES);
  private final BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(CAPACITY);
  private final ReentrantLock sending = new ReentrantLock();
  private final WsSession socket;
  private final Duration patience;
  private final Thread sender;
  private volatile boolean stopped;

  private sealed interface Frame {
    /** How much of the room for unsent bytes it takes. */
    default int size() {
      return 0;
    }

    record Text(String json) implements Frame {
      @Override
      public int size() {
        return Math.min(json.length(), MOST_BYTES);
      }
    }

    record Pong(BufferData payload) implements Frame {}

    record Close(int code, String reason) implements Frame {}
  }

  /**
   * Begins to send.
   *
   * @param patience how long the client may read nothing
   */
  Outbox(WsSession socket, Duration patience) {
    this.socket = socket;
    this.patience = patience;
    this.sender = Thread.ofVirtual().name("realtime-out").start(this::work);
  }

  /**
   * Sends an event, waiting for room. Once the connection has ended, does nothing.
   *
   * @throws StalledException if there is no room for too long
   */
  void send(String json) {
    put(new Frame.Text(json));
  }

  /** Sends an event that the next one replaces, unless others wait. */
  void sendIfIdle(String json) {
    Frame frame = new Frame.Text(json);
    if (frames.isEmpty() && room.tryAcquire(frame.size()) && !frames.offer(frame)) {
      room.release(frame.size());
    }
  }

  /** Answers a ping, unless the client does not read. */
  void pong(byte[] payload) {
    frames.offer(new Frame.Pong(BufferData.create(payload)));
  }

  /**
   * Says that nothing more will come, after what is to come.
   *
   * @throws StalledException if there is no room for that for too long
   */
  void close(int code, String reason) {
    put(new Frame.Close(code, reason));
  }

  /** Stops sending, now; on return nothing is being sent. */
  void stop() {
    stopped = true;
    if (!tryLock()) {
      // It hangs in the client's socket, which this closes.
      sender.interrupt();
      sending.lock();
    }
    try {
      sender.interrupt();
    } finally {
      sending.unlock();
    }
  }

  private boolean tryLock() {
    try {
      return sending.tryLock(1, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void put(Frame frame) {
    try {
      long waited = 0;
      boolean hasRoom = false;
      boolean isQueued = false;
      // Looked at now and then, since a sender that has ended makes no room.
      while (!stopped && !isQueued) {
        hasRoom = hasRoom || room.tryAcquire(frame.size(), 1, TimeUnit.SECONDS);
        isQueued = hasRoom && frames.offer(frame, 1, TimeUnit.SECONDS);
        waited++;
        if (!isQueued && waited >= patience.toSeconds()) {
          throw new StalledException();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      boolean more = true;
      while (more && !stopped) {
        Frame next = frames.take();
        more = send(next);
        room.release(next.size());
      }
    } catch (InterruptedException _) {
      // Stopped.
    } catch (RuntimeException _) {
      // The connection has broken, which its own thread finds out, too.
    } finally {
      stopped = true;
    }
  }

  private boolean send(Frame frame) {
    sending.lock();
    try {
      if (stopped) {
        return false;
      }
      switch (frame) {
        case Frame.Text(String json) -> socket.send(json, true);
        case Frame.Pong(BufferData payload) -> socket.pong(payload);
        case Frame.Close(int code, String reason) -> {
          socket.close(code, reason);
          return false;
        }
      }
      return true;
    } finally {
      sending.unlock();
    }
  }
}
