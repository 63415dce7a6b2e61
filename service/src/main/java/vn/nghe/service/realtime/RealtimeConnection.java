// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.util.Optional;
import vn.nghe.service.connection.ClientConnection;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.http.RequestLog;
import vn.nghe.service.http.TransportErrors;

/**
 * One connection of one client. Helidon calls this on the connection's own thread and says nothing
 * when the connection breaks, so a second thread waits for that one to end.
 */
final class RealtimeConnection implements WsListener {
  /** How long a client may take to agree to the end of a connection. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** How long a session may take to end whose credentials no longer hold. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final RealtimeEndpoint endpoint;
  private final int mostCharacters;
  private final ClientEvents reader;
  private final StringBuilder message = new StringBuilder();
  private Optional<SessionPermit> leased = Optional.empty();
  private volatile Optional<Running> running = Optional.empty();
  private volatile boolean draining;
  private volatile Optional<RefusedException> loss = Optional.empty();
  private volatile SessionEnd end = SessionEnd.DISCONNECTED;

  /** What there is once the connection is open. */
  private record Running(
      RealtimeSession session, Outbox outbox, Thread thread, Thread connection) {}

  RealtimeConnection(RealtimeEndpoint endpoint) {
    this.endpoint = endpoint;
    this.mostCharacters = endpoint.limits().maxMessageBytes();
    this.reader = new ClientEvents(mostCharacters);
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
    try {
      UpgradeRequest request = UpgradeRequest.of(prologue, headers);
      SessionPermit lease = endpoint.admit(request, headers, this::drain, this::lose);
      leased = Optional.of(lease);
      Thread connection = Thread.currentThread();
      // Whatever happens to the connection from here on, the lease ends with it.
      Thread.ofVirtual().name("realtime-watch").start(() -> release(connection, lease));
      return Optional.of(
          request.answer(
              RequestLog.upgraded(
                  ClientConnection.current().peer(),
                  prologue,
                  headers.first(RequestLog.REQUEST_ID),
                  lease.caller().id())));
    } catch (RefusedException e) {
      throw TransportErrors.refusal(e, prologue);
    }
  }

  @Override
  public void onOpen(WsSession socket) {
    Outbox outbox = new Outbox(socket, endpoint.limits().idleTimeout());
    RealtimeSession session = endpoint.session(leased.orElseThrow(), outbox);
    Thread connection = Thread.currentThread();
    Thread thread =
        Thread.ofVirtual().name("realtime").start(() -> serve(session, outbox, connection));
    Running begun = new Running(session, outbox, thread, connection);
    running = Optional.of(begun);
    if (draining) {
      session.end(SessionEnd.DRAINED);
    }
    loss.ifPresent(why -> refuse(begun, why));
  }

  private void lose(RefusedException why) {
    loss = Optional.of(why);
    running.ifPresent(it -> refuse(it, why));
  }

  /** Neither a client that does not read nor a busy engine puts the end off. */
  private void refuse(Running it, RefusedException why) {
    it.session().refuse(why);
    Thread.ofVirtual()
        .name("realtime-refuse")
        .start(
            () -> {
              try {
                if (!it.thread().join(LAST_WORDS)) {
                  end = SessionEnd.UNAUTHORISED;
                  it.connection().interrupt();
                }
              } catch (InterruptedException _) {
                // Nobody interrupts.
              }
            });
  }

  private void drain() {
    draining = true;
    running.ifPresent(it -> it.session().end(SessionEnd.DRAINED));
  }

  private void serve(RealtimeSession session, Outbox outbox, Thread connection) {
    SessionEnd reached = session.run();
    if (reached == SessionEnd.DISCONNECTED) {
      return;
    }
    end = reached;
    try {
      if (reached != SessionEnd.STALLED) {
        outbox.close(reached.code(), reached.reason());
        connection.join(FAREWELL);
      }
    } catch (StalledException | InterruptedException _) {
      // Then without a farewell.
    }
    connection.interrupt();
  }

  @Override
  public void onMessage(WsSession socket, String text, boolean last) {
    if (message.length() + text.length() > mostCharacters) {
      message.setLength(0);
      session().end(SessionEnd.MESSAGE_TOO_BIG);
      return;
    }
    message.append(text);
    if (last) {
      ClientEvent event = reader.read(message);
      message.setLength(0);
      accept(event);
    }
  }

  @Override
  public void onMessage(WsSession socket, BufferData data, boolean last) {
    if (last) {
      accept(ClientEvents.binary());
    }
  }

  @Override
  public void onPing(WsSession socket, BufferData data) {
    running.orElseThrow().outbox().pong(data.readBytes());
  }

  /** Helidon answers for us when this returns, so nothing else may be sent at that time. */
  @Override
  public void onClose(WsSession socket, int status, String reason) {
    if (end == SessionEnd.DISCONNECTED) {
      end = SessionEnd.CLOSED;
    }
    running.ifPresent(it -> it.outbox().stop());
  }

  private void accept(ClientEvent event) {
    try {
      session().accept(event);
    } catch (InterruptedException _) {
      // The connection is to end, which its next read finds out.
      Thread.currentThread().interrupt();
    }
  }

  private RealtimeSession session() {
    return running.orElseThrow().session();
  }

  /** Ends all that belongs to a connection once that has ended. */
  private void release(Thread connection, SessionPermit lease) {
    joinWhatever(connection);
    running.ifPresent(
        it -> {
          it.outbox().stop();
          it.thread().interrupt();
          // The session may still be in the engine's hands.
          joinWhatever(it.thread());
        });
    endpoint.release(lease, end);
  }

  private static void joinWhatever(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // Nobody else would do what comes after.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
