// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What all answers have in common. */
public final class Replies {
  /** The media type of every JSON body. */
  public static final String JSON = "application/json";

  /** Keeps browsers from taking a body for something else than its declared type. */
  static final Header NO_SNIFF = HeaderValues.createCached("X-Content-Type-Options", "nosniff");

  /** Bytes of a shared body that one answer holds. */
  private static final int PIECE = 16 * 1024;

  private final Drain drain;

  /** Tells whether the service is on its way down. */
  @FunctionalInterface
  public interface Drain {
    boolean begun();
  }

  /**
   * Answers for one service.
   *
   * @param drain once it has begun, every answer is the last one on its connection; the server
   *     would wait for another request there until its grace period is over
   */
  public Replies(Drain drain) {
    this.drain = drain;
  }

  /**
   * Sends a whole body with the status already set on {@code response}.
   *
   * @throws ServerConnectionException if the client has left
   */
  public void send(ServerResponse response, String contentType, byte[] body) {
    prepare(response);
    response.header(HeaderNames.CONTENT_TYPE, contentType);
    try {
      response.send(body);
    } catch (UncheckedIOException | SocketWriterException e) {
      // Else the server would try to send an error to the client that has left.
      throw new ServerConnectionException("the client left before its answer", e);
    }
  }

  /**
   * Sends a body that many clients ask for. Helidon copies a body behind its headers, so that as
   * many copies would be held as clients are slow to read; of this one it copies a piece at a time.
   *
   * @param body shared by all answers, and not modified
   * @throws ServerConnectionException if the client has left
   */
  public void sendShared(ServerResponse response, String contentType, byte[] body) {
    prepare(response);
    response.header(HeaderNames.CONTENT_TYPE, contentType);
    response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
    try (OutputStream out = response.outputStream()) {
      for (int begin = 0; begin < body.length; begin += PIECE) {
        out.write(body, begin, Math.min(PIECE, body.length - begin));
      }
    } catch (IOException | UncheckedIOException | SocketWriterException e) {
      throw new ServerConnectionException("the client left before its answer", e);
    }
  }

  /**
   * An answer to be sent event by event.
   *
   * @param isChunked whether the client reads chunks; else the end of the connection ends the
   *     answer
   */
  public EventStream events(ServerResponse response, boolean isChunked) {
    prepare(response);
    return new EventStream(response, isChunked);
  }

  /** Sends an answer without a body. */
  public void sendNothing(ServerResponse response, Status status) {
    prepare(response);
    response.status(status);
    try {
      response.send();
    } catch (UncheckedIOException | SocketWriterException e) {
      throw new ServerConnectionException("the client left before its answer", e);
    }
  }

  /** Sets the headers that every answer has. */
  void prepare(ServerResponse response) {
    response.header(NO_SNIFF);
    if (drain.begun()) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
  }
}
