// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client library would send. */
class BrokenHttpTest {
  private final byte[] form = Form.good().end().bytes();
  private RawConnection connection;

  @BeforeEach
  void connect() throws IOException {
    connection = new RawConnection(SharedService.get().uri());
  }

  @AfterEach
  void theNextRequestIsServed() throws IOException {
    connection.close();
    assertEquals(200, SharedService.client().transcribe(Form.good().end()).statusCode());
  }

  static Stream<String> brokenHeads() {
    String post = "POST /v1/audio/transcriptions HTTP/1.1\r\nHost: localhost\r\n";
    return Stream.of(
        "nonsense\r\n\r\n",
        "GET /v1/models\r\n\r\n",
        "GET /v1/models HTTP/3.0\r\nHost: localhost\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
        "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
        post + "Content-Length: many\r\n\r\n",
        post + "Content-Length: 99999999999999999999\r\n\r\n",
        post + "Content-Length: -5\r\n\r\n",
        post + "Content-Length: +5\r\n\r\n",
        post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n",
        post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: identity\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("brokenHeads")
  void aBrokenHeadIsAnsweredAndTheConnectionClosed(String head) throws IOException {
    connection.send(head);

    assertRefused(400, "malformed_request");
    assertTrue(connection.isClosedByService());
  }

  @Test
  void aBodyShorterThanAnnouncedIsAnswered() throws IOException {
    connection.sendHead("Content-Length: " + form.length + "\r\n");
    connection.send(Arrays.copyOf(form, 1000)).finishSending();

    assertRefused(400, "body_truncated");
  }

  @Test
  void aClientThatLeavesInTheMiddleOfItsBodyDoesNoHarm() throws IOException {
    connection.sendHead("Content-Length: " + form.length + "\r\n");
    connection.send(Arrays.copyOf(form, 1000)).close();
  }

  @Test
  void aGoodBodyInChunksIsServed() throws IOException {
    connection.sendHead("Transfer-Encoding: chunked\r\n");
    for (int i = 0; i < form.length; i += 7_000) {
      connection.sendChunk(Arrays.copyOfRange(form, i, Math.min(form.length, i + 7_000)));
    }
    connection.sendChunk(new byte[0]);

    assertEquals(200, connection.receive().status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"xyz\r\n", "-5\r\n", "\r\n", "ffffffffffffffff\r\n"})
  void aBrokenChunkIsAnswered(String chunk) throws IOException {
    connection.sendHead("Transfer-Encoding: chunked\r\n").send(chunk);

    assertRefused(400, "malformed_request");
  }

  @Test
  void aBodyThatEndsInAChunkIsAnswered() throws IOException {
    connection.sendHead("Transfer-Encoding: chunked\r\n").send("1000\r\nabc").finishSending();

    assertRefused(400, "body_truncated");
  }

  @Test
  void chunksAreCountedAndTheClientThatFinishesSeesTheAnswer() throws IOException {
    connection.sendHead("Transfer-Encoding: chunked\r\n");
    connection.send("%x\r\n".formatted(form.length)).send(form).send("\r\n");
    for (int sent = 0; sent <= SharedService.MAX_BYTES; sent += 100_000) {
      connection.sendChunk(new byte[100_000]);
    }
    connection.sendChunk(new byte[0]);

    assertRefused(413, "body_too_large");
  }

  @Test
  void aChunkFarOverTheLimitIsCutAtOnce() throws IOException {
    connection.sendHead("Transfer-Encoding: chunked\r\n");
    connection.send("%x\r\n".formatted(100 * SharedService.MAX_BYTES));

    assertRefused(413, "body_too_large");
    assertTrue(connection.isClosedByService());
  }

  @Test
  void aBodyFarOverTheLimitIsRefusedByItsHead() throws IOException {
    connection.sendHead("Content-Length: " + 100L * SharedService.MAX_BYTES + "\r\n");

    assertRefused(413, "body_too_large");
    assertTrue(connection.isClosedByService());
  }

  @Test
  void aClientThatAsksFirstIsToldBeforeItSends() throws IOException {
    connection.sendHead(
        "Expect: 100-continue\r\nContent-Length: " + (SharedService.MAX_BYTES + 1) + "\r\n");

    assertRefused(413, "body_too_large");
    assertTrue(connection.isClosedByService());
  }

  @Test
  void aClientThatAsksFirstMaySend() throws IOException {
    connection.sendHead("Expect: 100-continue\r\nContent-Length: " + form.length + "\r\n");

    assertEquals(100, connection.receive().status());
    assertEquals(200, connection.send(form).receive().status());
  }

  @Test
  void requestsSentWithoutWaitingAreAnsweredInTurn() throws IOException {
    connection.sendHead("Content-Length: " + form.length + "\r\n").send(form);
    connection.sendHead("Content-Length: 3\r\n").send("abc");
    connection.sendHead("Content-Length: " + form.length + "\r\n").send(form);

    assertEquals(200, connection.receive().status());
    assertRefused(400, "multipart_malformed");
    assertEquals(200, connection.receive().status());
  }

  @Test
  void aBodyOverTheLimitLeavesItsConnectionUsable() throws IOException {
    byte[] tooLarge = new byte[SharedService.MAX_BYTES + 1];
    connection.sendHead("Content-Length: " + tooLarge.length + "\r\n").send(tooLarge);
    connection.sendHead("Content-Length: " + form.length + "\r\n").send(form);

    assertRefused(413, "body_too_large");
    assertEquals(200, connection.receive().status());
  }

  @Test
  void http2IsNotSpoken() throws IOException {
    connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    assertRefused(400, "malformed_request");
  }

  private void assertRefused(int status, String code) throws IOException {
    RawConnection.Answer answer = connection.receive();
    Client.assertError(status, code, "-", answer.status(), answer.body());
    assertEquals("nosniff", answer.headers().get("x-content-type-options"));
  }
}
