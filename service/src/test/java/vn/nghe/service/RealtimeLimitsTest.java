// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What realtime sessions answer to what is wrong, too much or too long. */
class RealtimeLimitsTest {
  private static final String OPEN = "nghe_realtime_sessions_open";
  private static final String MANUAL =
      """
      {"type":"session.update","session":{"audio":{"input":{"turn_detection":null}}}}""";

  private final NgheService service = SharedService.get();

  /** Each is answered with an error, and the session goes on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                                        | invalid_event            | -",
        "no JSON                                                  | invalid_event            | -",
        "[]                                                       | invalid_event            | -",
        "null                                                     | invalid_event            | -",
        "{\"type\":\"a\"} {}                                      | invalid_event            | -",
        "{\"type\":\"a\",\"type\":\"b\"}                          | invalid_event            | -",
        "{\"a\":\"\ufffd\"}                                       | invalid_event            | -",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]     | invalid_event            | -",
        "{}                                                       | missing_required_parameter | type",
        "{\"type\":7,\"event_id\":\"mine\"}                       | invalid_value            | type",
        "{\"type\":\"response.create\",\"event_id\":\"mine\"}     | invalid_value            | type",
        "{\"type\":\"input_audio_buffer.append\"}                 | invalid_type             | audio",
        "{\"type\":\"input_audio_buffer.append\",\"audio\":7}     | invalid_type             | audio",
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"?\"} | invalid_value            | audio",
        "{\"type\":\"input_audio_buffer.commit\"} | input_audio_buffer_commit_empty | -",
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AAA\"}  | invalid_value | audio",
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"A*==\"} | invalid_value | audio",
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AAAA\"} | invalid_value | audio",
        "{\"type\":\"session.update\"}                            | invalid_type             | session",
        "{\"type\":\"session.update\",\"session\":{\"voice\":\"x\"}} | unknown_parameter | session.voice",
        "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\"}}"
            + " | unsupported_value | session.type",
        "{\"type\":\"session.update\",\"session\":{\"include\":[\"x\"]}}"
            + " | invalid_value | session.include",
        "{\"type\":\"session.update\",\"session\":{\"nghe\":{\"partials\":1}}}"
            + " | invalid_type | session.nghe.partials",
        "{\"type\":\"session.update\",\"session\":{\"audio\":7}}  | invalid_type | session.audio",
        "{\"type\":\"session.update\",\"session\":{\"audio\":{\"output\":{}}}}"
            + " | unknown_parameter | session.audio.output"
      })
  void whatIsNoGoodEventIsAnsweredAndTheSessionGoesOn(
      String message, String code, String parameter) {
    assertError(message, code, parameter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\":{\"type\":\"audio/opus\"}          | invalid_value     | format.type",
        "\"format\":{\"rate\":16000}                   | unsupported_value | format.rate",
        "\"transcription\":null                        | unsupported_value | transcription",
        "\"transcription\":{\"language\":\"en\"}       | unsupported_value | transcription.language",
        "\"transcription\":{\"languages\":[\"en\"]}    | unsupported_value | transcription.languages",
        "\"transcription\":{\"keywords\":[\"số 7\"]}   | invalid_value     | transcription.keywords",
        "\"transcription\":{\"keywords\":\"a\"}        | invalid_type      | transcription.keywords",
        "\"turn_detection\":{\"type\":\"semantic_vad\"} | unsupported_value | turn_detection.type",
        "\"turn_detection\":{\"threshold\":1.5}        | invalid_value     | turn_detection.threshold",
        "\"turn_detection\":{\"silence_duration_ms\":100}"
            + " | invalid_value | turn_detection.silence_duration_ms",
        "\"turn_detection\":{\"silence_duration_ms\":5.5}"
            + " | invalid_type | turn_detection.silence_duration_ms",
        "\"turn_detection\":{\"idle_timeout_ms\":5000}"
            + " | unknown_parameter | turn_detection.idle_timeout_ms"
      })
  void settingsThatCannotBeAreRefusedByName(String input, String code, String parameter) {
    assertError(
        "{\"type\":\"session.update\",\"session\":{\"audio\":{\"input\":{" + input + "}}}}",
        code,
        "session.audio.input." + parameter);
  }

  private void assertError(String message, String code, String parameter) {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      client.send(message);
      JsonNode error = client.await("error").path("error");
      assertEquals(
          code + " " + parameter,
          error.path("code").asText() + " " + error.path("param").asText("-"),
          error.toString());
      assertEquals("invalid_request_error", error.path("type").asText());
      assertTrue(error.path("event_id").isNull() != message.contains("mine"), error.toString());
      client.send(MANUAL).await("session.updated");
    }
  }

  @Test
  void aModelThatIsNotThereIsRefused() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      client.send(
          """
          {"type":"session.update","session":
            {"audio":{"input":{"transcription":{"model":"gpt-4o-transcribe"}}}}}""");
      assertEquals("model_not_found", client.await("error").path("error").path("code").asText());
    }
    assertRefused(404, service, "?model=gpt-realtime");
  }

  @Test
  void aBinaryMessageIsAnswered() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      client.socket().sendBinary(ByteBuffer.wrap(new byte[10]), true).join();
      assertEquals("invalid_event", client.await("error").path("error").path("code").asText());
      client.send(MANUAL).await("session.updated");
    }
  }

  @Test
  void aMessageInFragmentsIsOneMessage() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      WebSocket socket = client.socket();
      for (int i = 0; i < MANUAL.length(); i++) {
        socket.sendText(MANUAL.substring(i, i + 1), false).join();
      }
      socket.sendText("", true).join();
      client.await("session.updated");
    }
  }

  /** The largest that OpenAI allows, in one message. */
  @Test
  void fifteenMebibytesOfSoundAreOneMessage() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      client.send(MANUAL).await("session.updated");
      byte[] sound = new byte[15 << 20];
      client.append(sound, sound.length).commit();
      JsonNode completed = client.await("conversation.item.input_audio_transcription.completed");
      assertEquals("", completed.path("transcript").asText("absent"));
      assertEquals((15 << 20) / 48_000.0, completed.path("usage").path("seconds").asDouble(), 5e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMessageThatIsTooLargeEndsTheSession(boolean isWhole) throws Exception {
    try (NgheService small =
            SharedService.another(Map.of("nghe.realtime.max-message-bytes", "5000"));
        RealtimeClient client = RealtimeClient.open(small)) {
      client.await("session.created");
      for (int i = 0; i < 7 && !isWhole; i++) {
        client.socket().sendText("x".repeat(1000), false).join();
      }
      if (isWhole) {
        client.socket().sendText("x".repeat(5001), true).join();
      }
      assertEquals(1009, client.awaitClose());
      new Client(small.uri()).awaitMetric(OPEN, 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nghe.realtime.idle-timeout, session_idle",
    "nghe.realtime.longest-session, session_expired"
  })
  void aSessionThatLastsTooLongTellsItsTextAndEnds(String key, String code) {
    try (NgheService brief = SharedService.another(Map.of(key, "PT2S"));
        RealtimeClient client = RealtimeClient.open(brief)) {
      client.send(MANUAL).await("session.updated");
      client.append(Speech.pcm("cv9-vi-24743774.wav"), Speech.TENTH);

      assertEquals(code, client.await("error").path("error").path("code").asText());
      assertEquals(
          1, client.events("conversation.item.input_audio_transcription.completed").size());
      assertEquals(1008, client.awaitClose());
      new Client(brief.uri()).awaitMetric(OPEN, 0);
    }
  }

  @Test
  void oneSessionTooManyIsToldSoUntilAnotherEnds() {
    try (NgheService one = SharedService.another(Map.of("nghe.realtime.sessions", "1"))) {
      Client http = new Client(one.uri());
      RealtimeClient first = RealtimeClient.open(one);
      first.await("session.created");
      assertRefused(503, one, "");
      assertEquals(1, http.metric("nghe_rejected_total{reason=\"too_many_sessions\"}"));
      first.append(Speech.pcm("cv9-vi-24743774.wav"), Speech.TENTH).vanish();
      http.awaitMetric("nghe_realtime_sessions_total{end=\"disconnected\"}", 1);
      http.awaitMetric(OPEN, 0);
      try (RealtimeClient next = RealtimeClient.open(one)) {
        next.await("session.created");
      }
      http.awaitMetric("nghe_realtime_sessions_total{end=\"closed\"}", 1);
    }
  }

  /** Every upgrade that fails gives its place back. */
  @Test
  void upgradesThatFailTakeNoPlace() throws Exception {
    try (NgheService one = SharedService.another(Map.of("nghe.realtime.sessions", "1"))) {
      for (String key : new String[] {"", "short", "?", "c2hvcnQ="}) {
        try (RawConnection connection = new RawConnection(one.uri())) {
          connection.send(
              "GET /v1/realtime HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                  + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                  + key
                  + "\r\n\r\n");
          RawConnection.Answer answer = connection.receive();
          Client.assertError(400, "malformed_request", "-", answer.status(), answer.body());
        }
      }
      assertRefused(400, one, "?intent=conversation");
      try (RealtimeClient client = RealtimeClient.open(one)) {
        client.await("session.created");
      }
    }
  }

  @Test
  void aRequestThatIsNoUpgradeIsToldWhatThePathSpeaks() {
    HttpResponse<String> answer = SharedService.client().get("/v1/realtime");
    Client.assertError(426, "upgrade_required", "-", answer.statusCode(), answer.body());
    assertEquals("websocket", answer.headers().firstValue("Upgrade").orElse(""));
  }

  @Test
  void aServiceThatStopsTellsTheTextOfWhatWasSaid() throws Exception {
    try (ServiceProcess process = ServiceProcess.start("-Dserver.port=0")) {
      RealtimeClient client = RealtimeClient.open(process.awaitReady(), "");
      client.send(MANUAL).await("session.updated");
      client.append(Speech.pcm("cv9-vi-24743774.wav"), Speech.TENTH);
      // An answer to what comes after the sound says that the sound has arrived.
      client.send("{}").await("error");

      process.terminate();

      String text =
          client
              .await("conversation.item.input_audio_transcription.completed")
              .path("transcript")
              .asText();
      assertTrue(text.contains(" "), text);
      assertEquals("shutting_down", client.await("error").path("error").path("code").asText());
      assertEquals(1001, client.awaitClose());
      assertEquals(0, process.awaitExit());
    }
  }

  private static void assertRefused(int status, NgheService service, String query) {
    CompletionException refused =
        assertThrows(CompletionException.class, () -> RealtimeClient.open(service, query));
    WebSocketHandshakeException handshake = (WebSocketHandshakeException) refused.getCause();
    assertEquals(status, handshake.getResponse().statusCode());
  }
}
