// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.error.Seconds;
import vn.nghe.service.http.TransportErrors;

/**
 * What comes from one client, for Helidon's parser, which reads when it needs something and would
 * wait for ever. For one thread at a time, whichever reads the request.
 */
public final class ClientConnection implements Supplier<byte[]> {
  private static final ScopedValue<ClientConnection> CURRENT = ScopedValue.newInstance();

  private final LookAhead chunks;
  private final String peer;
  private final ConnectionLimits limits;
  private final Consumer<ConnectionEnd> ended;
  private BooleanSupplier atFirstLine = () -> true;
  private volatile Phase phase = Phase.IDLE;
  private RequestHead head = new RequestHead();
  private long headSince;

  private enum Phase {
    /** No byte of the next head has come. */
    IDLE,
    HEAD,
    /** The head is there; what comes is its body, if anything. */
    REQUEST,
    /** What comes is no HTTP. */
    UPGRADED
  }

  /** Work that an interrupt ends. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws InterruptedException;
  }

  /**
   * Begins before the first request.
   *
   * @param socket waits for the next chunk; {@code null} at the end
   * @param peer the address of the client
   * @param ended is told if it is the limits that end the connection
   */
  ClientConnection(
      Supplier<byte[]> socket,
      String peer,
      ConnectionLimits limits,
      Consumer<ConnectionEnd> ended) {
    this.chunks = new LookAhead(socket);
    this.peer = peer;
    this.limits = limits;
    this.ended = ended;
  }

  /** The connection of the request that the calling thread handles. */
  public static ClientConnection current() {
    return CURRENT.get();
  }

  /** The address of the client. */
  public String peer() {
    return peer;
  }

  /** Makes this the connection of the calling thread meanwhile. */
  void handle(Work<Void> handling) throws InterruptedException {
    ScopedValue.where(CURRENT, this).<Void, InterruptedException>call(handling::run);
  }

  /** Names who knows whether the parser waits for a request or for its first line. */
  void parsedBy(BooleanSupplier atFirstLine) {
    this.atFirstLine = atFirstLine;
  }

  /**
   * Whether the client speaks HTTP/1.0, and so reads a response of unknown length to the end of the
   * connection.
   */
  public boolean speaksHttp10() {
    return head.isHttp10();
  }

  /** Whether a request is being received or answered, or what comes is no HTTP. */
  boolean hasRequest() {
    return phase == Phase.REQUEST || phase == Phase.UPGRADED;
  }

  /** Says that the head of a request is there. */
  void headArrived() {
    phase = Phase.REQUEST;
  }

  /** Says that no other request will come. */
  void upgraded() {
    phase = Phase.UPGRADED;
  }

  /**
   * Does work that is for the client alone: the calling thread is interrupted if that leaves. So
   * has one that says it will send nothing more. One that has sent more already, such as its next
   * request, is not seen to leave.
   *
   * @throws ServerConnectionException if the client has left
   * @throws InterruptedException if it is somebody else who interrupts
   */
  public <T> T whilePresent(Work<T> work) throws InterruptedException {
    try (Presence presence = Presence.of(chunks.begin())) {
      try {
        return work.run();
      } catch (InterruptedException e) {
        if (presence.isOver()) {
          throw new ServerConnectionException("the client left while it was worked for", e);
        }
        throw e;
      }
    }
  }

  /**
   * The next bytes, or {@code null} at the end.
   *
   * @throws io.helidon.http.RequestException if a head does not end in time
   * @throws CloseConnectionException if none begins in time, or the connection breaks
   */
  @Override
  public byte[] get() {
    if (phase == Phase.REQUEST && atFirstLine.getAsBoolean()) {
      phase = Phase.IDLE;
    }
    return switch (phase) {
      case IDLE -> {
        head = new RequestHead();
        yield passedOn(firstOfHead());
      }
      case HEAD -> passedOn(moreOfHead());
      case REQUEST, UPGRADED -> chunks.next();
    };
  }

  /** What the parser gets of a head whose next bytes these are; {@code null} at the end. */
  private byte[] passedOn(byte[] chunk) {
    byte[] next = chunk;
    while (next != null) {
      Optional<byte[]> ready = head.add(next);
      if (ready.isPresent()) {
        return ready.get();
      }
      next = moreOfHead();
    }
    byte[] rest = head.rest();
    return rest.length == 0 ? null : rest;
  }

  private byte[] firstOfHead() {
    try {
      byte[] first = chunks.next(limits.idle());
      phase = Phase.HEAD;
      headSince = System.nanoTime();
      return first;
    } catch (TimeoutException e) {
      ended.accept(ConnectionEnd.IDLE);
      throw new CloseConnectionException("no request came", e);
    }
  }

  private byte[] moreOfHead() {
    Duration left = limits.head().minusNanos(System.nanoTime() - headSince);
    try {
      return chunks.next(left);
    } catch (TimeoutException _) {
      ended.accept(ConnectionEnd.HEAD_TIMEOUT);
      throw TransportErrors.refusal(
          RefusedException.of(
              ErrorCode.REQUEST_TIMEOUT,
              "The head of the request did not arrive within " + Seconds.of(limits.head()) + "."));
    }
  }
}
