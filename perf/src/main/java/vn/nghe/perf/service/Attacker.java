// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The caller who attacks, with a key like any other. */
final class Attacker {
  private static final int CONNECT_MILLISECONDS = 5_000;

  /** The most that a body may have ({@code nghe.upload.max-bytes}). */
  private static final int LARGEST_BODY = 25 << 20;

  /** As many of these fit into {@code nghe.upload.memory-bytes}; smaller ones fill the rest. */
  private static final int LARGEST_BODIES = 10;

  /** Between two connections of a storm, which is to occupy the service and not this program. */
  private static final int STORM_MILLISECONDS = 10;

  /** Above the 1,024 bytes a second that a body must come at. */
  private static final byte[] DRIP = new byte[1_200];

  /** Requests that are sent before an answer is read. */
  private static final int PIPELINED = 64;

  private final URI service;
  private final String key;
  private final byte[] expensive;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** One connection of an attack, from its opening to its end. */
  @FunctionalInterface
  private interface Connection {
    void use(int number, Socket socket, long end) throws IOException, InterruptedException;
  }

  /**
   * @param expensive a small file that is expensive to decode
   */
  Attacker(String service, String key, byte[] expensive) {
    this.service = URI.create(service);
    this.key = key;
    this.expensive = expensive;
  }

  /**
   * Begins an attack that goes on until a time of {@link System#nanoTime()}.
   *
   * @return its threads, to be interrupted and joined
   */
  List<Thread> start(AttackKind kind, long end) {
    Connection connection =
        switch (kind) {
          case SLOW_HEADS -> (_, socket, until) -> slowHead(socket, until);
          case SLOW_BODIES -> (number, socket, until) -> body(number, socket, until, new byte[1]);
          case DRIP_UPLOADS -> (number, socket, until) -> body(number, socket, until, DRIP);
          case UNREAD_ANSWERS -> (_, socket, until) -> unreadAnswers(socket, until);
          case BOMBS -> (_, socket, _) -> bomb(socket);
          case IDLE_SOCKETS -> (_, socket, until) -> awaitEnd(socket, until);
          case SOCKET_STORM -> (_, _, _) -> TimeUnit.MILLISECONDS.sleep(STORM_MILLISECONDS);
          case SESSIONS -> (_, socket, until) -> session(socket, until);
        };
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < kind.threads(); i++) {
      int number = i;
      threads.add(Thread.ofVirtual().start(() -> repeat(number, connection, end)));
    }
    return threads;
  }

  /** Closes what is still open, which ends threads that wait for the service. */
  void hangUp() {
    open.forEach(Attacker::close);
  }

  private void repeat(int number, Connection connection, long end) {
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        open.add(socket);
        socket.connect(
            new InetSocketAddress(service.getHost(), service.getPort()), CONNECT_MILLISECONDS);
        connection.use(number, socket, end);
      } catch (IOException e) {
        // The service defends itself; a connection that is refused is tried again.
        pause();
      } catch (InterruptedException e) {
        return;
      } finally {
        open.removeIf(Socket::isClosed);
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void slowHead(Socket socket, long end) throws IOException, InterruptedException {
    send(socket, head("GET", "/v1/models"));
    while (System.nanoTime() < end) {
      send(socket, "X");
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private void body(int number, Socket socket, long end, byte[] step)
      throws IOException, InterruptedException {
    // Whatever room the large ones leave, some smaller ones take it.
    send(socket, upload(LARGEST_BODY >> Math.max(0, number - LARGEST_BODIES + 1)));
    socket.getOutputStream().write(UploadRequest.beginning());
    while (System.nanoTime() < end) {
      socket.getOutputStream().write(step);
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private void unreadAnswers(Socket socket, long end) throws IOException, InterruptedException {
    for (int i = 0; i < PIPELINED; i++) {
      send(socket, head("GET", "/docs/swagger-ui-bundle.js") + "\r\n");
    }
    while (System.nanoTime() < end) {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private void bomb(Socket socket) throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(UploadRequest.beginning());
    form.writeBytes(expensive);
    form.writeBytes(UploadRequest.end());
    send(socket, upload(form.size()));
    socket.getOutputStream().write(form.toByteArray());
    socket.getOutputStream().flush();
    readAnswer(socket);
  }

  private void session(Socket socket, long end) throws IOException, InterruptedException {
    send(socket, head("GET", "/v1/realtime?intent=transcription"));
    send(socket, "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
    send(socket, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    readAnswer(socket);
    awaitEnd(socket, end);
  }

  /** Waits until the service closes the connection. */
  private static void awaitEnd(Socket socket, long end) throws IOException {
    socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    InputStream in = socket.getInputStream();
    while (in.read() >= 0) {
      // Whatever it says.
    }
  }

  /** Waits for the first bytes of an answer. */
  private static void readAnswer(Socket socket) throws IOException {
    byte[] block = new byte[4096];
    if (socket.getInputStream().read(block) < 0) {
      throw new IOException("closed without an answer");
    }
  }

  private String upload(int bytes) {
    return head("POST", "/v1/audio/transcriptions")
        + "Content-Type: "
        + UploadRequest.contentType()
        + "\r\nContent-Length: "
        + bytes
        + "\r\n\r\n";
  }

  private String head(String method, String path) {
    return "%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
        .formatted(method, path, service.getAuthority(), key);
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone then.
    }
  }
}
