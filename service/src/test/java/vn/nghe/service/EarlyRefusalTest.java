// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that the server refuses before any route sees them. */
class EarlyRefusalTest {
  private static final Logger ACCESS = Logger.getLogger("vn.nghe.access");

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private RawConnection connection;

  @BeforeEach
  void listen() throws IOException {
    ACCESS.setLevel(Level.INFO);
    ACCESS.addHandler(handler);
    connection = new RawConnection(SharedService.get().uri());
  }

  @AfterEach
  void close() throws IOException {
    ACCESS.removeHandler(handler);
    ACCESS.setLevel(null);
    connection.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /x-nine HTTP/0.9 | HTTP/1.1 and HTTP/1.0",
        "GET /x-three HTTP/3.0 | HTTP/1.1 and HTTP/1.0",
        "GET /x-host HTTP/1.1 | needs the header Host",
        "nonsense | METHOD PATH HTTP/1.1",
      })
  void theClientIsToldWhatIsWrong(String firstLine, String message) throws IOException {
    connection.send(firstLine + "\r\nA: b\r\n\r\n");

    RawConnection.Answer answer = connection.receive();
    assertEquals(400, answer.status());
    String told = Client.json(answer.body()).path("error").path("message").asText();
    assertTrue(told.contains(message), told);
  }

  @Test
  void headersWithoutAColonAndTooManyOfThemAreNamed() throws IOException {
    connection.send("GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n");
    assertTrue(connection.receive().body().contains("NAME: VALUE"));
    try (RawConnection other = new RawConnection(SharedService.get().uri())) {
      other.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000) + "\r\n\r\n");
      assertTrue(other.receive().body().contains("16384 bytes"));
    }
  }

  @Test
  void theLogHasALineOfIt() throws Exception {
    connection.send("GET /unlogged-so-far HTTP/1.1\r\nA: b\r\n\r\n");
    RawConnection.Answer answer = connection.receive();

    String line = "";
    while (!line.contains("/unlogged-so-far")) {
      line = lines.poll(30, TimeUnit.SECONDS);
    }
    assertTrue(line.matches("127\\.0\\.0\\.1 \"GET /unlogged-so-far\" 400 [0-9]+ 0"), line);
    assertTrue(answer.headers().get("x-request-id").startsWith("req_"));
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, 415",
    "br, 415",
    "'gzip, identity', 415",
    "identity, 200",
    "Identity, 200",
  })
  void onlyPlainBodiesAreTaken(String encoding, int status) throws IOException {
    byte[] form = Form.good().end().bytes();
    connection.sendHead(
        "Content-Encoding: " + encoding + "\r\nContent-Length: " + form.length + "\r\n");
    connection.send(form);

    RawConnection.Answer answer = connection.receive();
    assertEquals(status, answer.status(), answer.body());
    if (status == 415) {
      assertTrue(answer.body().contains("Content-Encoding"), answer.body());
    }
  }

  @ParameterizedTest
  @CsvSource({"Multipart/Form-Data; boundary=", "MULTIPART/FORM-DATA; Boundary="})
  void mediaTypesMayBeInCapitals(String type) throws IOException {
    byte[] form = Form.good().end().bytes();
    String boundary = Form.CONTENT_TYPE.substring(Form.CONTENT_TYPE.indexOf('=') + 1);
    connection.send(
        "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + type
            + boundary
            + "\r\nContent-Length: "
            + form.length
            + "\r\n\r\n");
    connection.send(form);

    assertEquals(200, connection.receive().status());
  }
}
