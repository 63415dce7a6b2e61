// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A TCP connection over which any bytes can be sent, for what no client library would send. */
final class RawConnection implements Closeable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RawConnection(URI service) throws IOException {
    this(new Socket(service.getHost(), service.getPort()));
  }

  /** Over a connection that exists. */
  RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    // Not a measurement: a service that says nothing must fail a test and not stop it.
    socket.setSoTimeout(30_000);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** An answer with its header names in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {}

  RawConnection send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  RawConnection send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** The head of an upload, with {@code headers} each ending in CR LF. */
  RawConnection sendHead(String headers) throws IOException {
    return send(
        "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + Form.CONTENT_TYPE
            + "\r\n"
            + headers
            + "\r\n");
  }

  /** One chunk of a chunked body; an empty one ends it. */
  RawConnection sendChunk(byte[] bytes) throws IOException {
    return send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
  }

  /** Tells the service that nothing more will come, while still listening. */
  RawConnection finishSending() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Leaves as a process that is killed does. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  Answer receive() throws IOException {
    String statusLine = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    int status = Integer.parseInt(statusLine.substring(9, 12));
    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  /** Waits for the first line of an answer and gives it. */
  String awaitAnswer() throws IOException {
    return line();
  }

  /** Everything to the end of the connection. */
  String receiveAll() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The body of an answer that comes in chunks. */
  String receiveChunked() throws IOException {
    while (!line().isEmpty()) {
      // The head means nothing here.
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      body.writeBytes(in.readNBytes(size));
      line();
      size = Integer.parseInt(line(), 16);
    }
    line();
    return body.toString(StandardCharsets.UTF_8);
  }

  /** Whether the service has closed the connection; waits for it to do or say something. */
  boolean isClosedByService() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException _) {
      // Closed with bytes of ours unread.
      return true;
    }
  }

  /** Whether the service has ended the connection behind what it sent, which is at most so long. */
  boolean endsWithin(int bytes) throws IOException {
    try {
      return in.readNBytes(bytes).length < bytes;
    } catch (SocketException _) {
      return true;
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("closed by the service after '" + line + "'");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
