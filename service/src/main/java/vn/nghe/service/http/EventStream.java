// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import vn.nghe.service.error.RefusedException;

/**
 * An answer that is sent event by event, as browsers' {@code EventSource} reads it. Nothing is sent
 * before the first event, so that until then the answer can still be an error with its own status.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
public final class EventStream implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EventStream.class.getName());
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerResponse response;
  private final boolean isChunked;
  private Optional<OutputStream> body = Optional.empty();

  EventStream(ServerResponse response, boolean isChunked) {
    this.response = response;
    this.isChunked = isChunked;
  }

  /** Whether an event was sent, so that the status cannot be another any more. */
  public boolean hasBegun() {
    return body.isPresent();
  }

  /**
   * Sends an event and makes sure that it is on its way.
   *
   * @param json the whole event on one line
   * @throws ServerConnectionException if the client has left
   */
  public void send(byte[] json) {
    try {
      OutputStream out = begun();
      out.write(DATA);
      out.write(json);
      out.write(END);
      out.flush();
    } catch (IOException | UncheckedIOException | SocketWriterException e) {
      throw left(e);
    }
  }

  /**
   * Sends an event that tells of a failure, in the form that OpenAI's clients throw as an error.
   *
   * @throws ServerConnectionException if the client has left
   */
  public void sendError(RuntimeException e) {
    if (!(e instanceof RefusedException)) {
      LOG.log(System.Logger.Level.ERROR, "a stream failed", e);
    }
    send(
        JsonBytes.object(
            json -> {
              json.writeStringField("type", "error");
              json.writeObjectFieldStart("error");
              ErrorBody.writeFields(json, e);
              json.writeEndObject();
            }));
  }

  /**
   * Ends the answer.
   *
   * @throws ServerConnectionException if the client has left
   */
  @Override
  public void close() {
    try {
      if (body.isPresent()) {
        body.get().close();
      }
    } catch (IOException | UncheckedIOException | SocketWriterException e) {
      throw left(e);
    }
  }

  private OutputStream begun() {
    if (body.isEmpty()) {
      response.status(Status.OK_200);
      response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
      response.header(HeaderValues.CACHE_NO_CACHE);
      // nginx would hold events back until it has a page of them.
      response.header(HeaderValues.createCached("X-Accel-Buffering", "no"));
      body = Optional.of(isChunked ? response.outputStream() : unchunked());
    }
    return body.get();
  }

  /**
   * Helidon sends chunks unless it is told a length before the stream is opened. The length is
   * taken back before the headers are sent.
   */
  private OutputStream unchunked() {
    response.header(HeaderValues.CONNECTION_CLOSE);
    response.header(HeaderNames.CONTENT_LENGTH, Long.toString(Long.MAX_VALUE));
    OutputStream out = response.outputStream();
    response.headers().remove(HeaderNames.CONTENT_LENGTH);
    return out;
  }

  private static ServerConnectionException left(Exception e) {
    return new ServerConnectionException("the client left before the end of its answer", e);
  }
}
