// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventsTest {
  /** Of its own, as are its limits. */
  private static final HeldService SERVICE = new HeldService(Map.of());

  private static final String EVENT =
      "{\"name\":\"transcribe\",\"level\":\"info\",\"at\":\"2026-11-24T08:00:00.123Z\","
          + "\"ms\":1250,\"page\":\"upload\"}";

  private static HttpResponse<String> report(URI service, String body) {
    return new Client(service)
        .send(
            HttpRequest.newBuilder(service.resolve("/v1/events"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> report(String body) {
    return report(SERVICE.service().uri(), body);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void eventsAreCountedByTheirLevel() {
    Client client = SERVICE.client();
    String errors = "nghe_page_events_total{level=\"error\"}";
    double before = client.metric(errors);

    String error = EVENT.replace("info", "error").replace("1250", "3.0");
    HttpResponse<String> answer = report("{\"events\":[" + EVENT + "," + error + "]}");

    assertEquals(204, answer.statusCode(), answer.body());
    assertEquals(before + 1, client.metric(errors));
  }

  @Test
  void fiftyEventsAreTaken() {
    assertEquals(
        204, report("{\"events\":[" + EVENT + (", " + EVENT).repeat(49) + "]}").statusCode());
  }

  /** A report that is refused, the code, and the field that is blamed. */
  record Case(String body, int status, String code, String field) {
    static Case event(String from, String to, String code, String field) {
      assertTrue(EVENT.contains(from), from);
      return new Case(
          "{\"events\":[" + EVENT.replace(from, to) + "]}", 400, code, "events[0]" + field);
    }
  }

  static Stream<Case> refused() {
    String many = EVENT + (", " + EVENT).repeat(50);
    return Stream.of(
        new Case("[", 400, "json_malformed", "-"),
        new Case("{\"events\":[]} x", 400, "json_malformed", "-"),
        new Case("{\"events\":[],\"events\":[]}", 400, "json_malformed", "-"),
        new Case("", 400, "body_empty", "-"),
        new Case("[]", 400, "invalid_type", "report"),
        new Case("{}", 400, "missing_required_parameter", "events"),
        new Case("{\"events\":{}}", 400, "invalid_type", "events"),
        new Case("{\"events\":[]}", 400, "invalid_value", "events"),
        new Case("{\"events\":[" + many + "]}", 400, "invalid_value", "events"),
        new Case("{\"events\":[1]}", 400, "invalid_type", "events[0]"),
        new Case("{\"events\":[" + EVENT + "],\"user\":1}", 400, "unknown_parameter", "report"),
        new Case(" ".repeat(16 * 1024 + 1), 413, "body_too_large", "-"),
        Case.event("\"upload\"", "\"upload\",\"text\":\"xin chào\"", "unknown_parameter", ""),
        Case.event("transcribe", "xin chào", "invalid_value", ".name"),
        Case.event("transcribe", "a\\nb", "invalid_value", ".name"),
        Case.event("transcribe", "a".repeat(65), "invalid_value", ".name"),
        Case.event("\"transcribe\"", "7", "invalid_type", ".name"),
        Case.event("\"name\":\"transcribe\",", "", "missing_required_parameter", ".name"),
        Case.event("info", "fatal", "invalid_value", ".level"),
        Case.event("2026-11-24T", "2026-02-30T", "invalid_value", ".at"),
        Case.event("2026-11-24T08:00:00.123Z", "now", "invalid_value", ".at"),
        Case.event("1250", "-1", "invalid_value", ".ms"),
        Case.event("1250", "1.5", "invalid_value", ".ms"),
        Case.event("1250", "1e99", "invalid_value", ".ms"),
        Case.event("1250", "null", "invalid_type", ".ms"),
        Case.event("upload\"", "Upload\"", "invalid_value", ".page"),
        Case.event("\"ms\"", "\"code\":\"a b\",\"ms\"", "invalid_value", ".code"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatTheContractDoesNotNameIsRefused(Case refused) {
    HttpResponse<String> answer = report(refused.body());

    Client.assertError(
        refused.status(), refused.code(), refused.field(), answer.statusCode(), answer.body());
  }

  @Test
  void anotherTypeIsRefused() {
    URI service = SERVICE.service().uri();
    HttpResponse<String> answer =
        SERVICE
            .client()
            .send(
                HttpRequest.newBuilder(service.resolve("/v1/events"))
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));

    Client.assertError(415, "unsupported_media_type", answer);
  }

  @Test
  void whoReportsTooOftenIsToldWhenToComeBack() {
    try (HeldService held = new HeldService(Map.of())) {
      URI service = held.service().uri();
      HttpResponse<String> answer = report(service, "{\"events\":[" + EVENT + "]}");
      for (int i = 0; i < 120 && answer.statusCode() == 204; i++) {
        answer = report(service, "{\"events\":[" + EVENT + "]}");
      }

      Client.assertError(429, "rate_limit_exceeded", answer);
      assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }
  }

  @Test
  void theLogHasEventsAndRequestsAsJsonAndNothingThatWasSaid() throws Exception {
    try (ServiceProcess process =
        ServiceProcess.start("-Dserver.port=0", "-Dnghe.log.format=json")) {
      URI uri = process.awaitReady();
      report(uri, "{\"events\":[" + EVENT.replace("info", "warn") + "]}");
      Form form = new Form().file("file", "bệnh-án.wav", TestFiles.shortClip());
      HttpResponse<String> answer =
          new Client(uri)
              .send(
                  HttpRequest.newBuilder(uri.resolve(Client.TRANSCRIPTIONS))
                      .header("Content-Type", Form.CONTENT_TYPE)
                      .header("X-Request-Id", "my-call-7")
                      .header(
                          "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                      .POST(
                          HttpRequest.BodyPublishers.ofByteArray(
                              form.text("model", "whisper-1").end().bytes())));
      report(uri, "{\"events\":[" + EVENT.replace("\"ms\"", "\"code\":\"x\",\"ms\"") + "]}");
      new Client(uri).get("/v1/models/gpt-4o");
      process.terminate();
      process.awaitExit();

      assertEquals("my-call-7", answer.headers().firstValue("X-Request-Id").orElse(""));
      List<JsonNode> lines =
          process.output().lines().filter(line -> line.startsWith("{")).map(Client::json).toList();
      JsonNode event = line(lines, "event.action", "transcribe");
      assertEquals("WARN", event.path("log.level").asText().substring(0, 4));
      assertEquals("1250000000", event.path("event.duration").asText());
      assertTrue(
          Pattern.matches("req_[0-9a-f]{32}", event.path("http.request.id").asText()),
          event.toString());
      JsonNode request = line(lines, "http.request.id", "my-call-7");
      assertEquals("200", request.path("http.response.status_code").asText());
      assertEquals("0af7651916cd43dd8448eb211c80319c", request.path("trace.id").asText());
      assertEquals("anonymous", request.path("user.id").asText());
      Set<String> fields = new TreeSet<>();
      lines.forEach(line -> line.fieldNames().forEachRemaining(fields::add));
      assertEquals(ObservabilityTest.documented("Log fields"), fields);
      String text = Client.json(answer.body()).path("text").asText();
      assertFalse(process.output().contains(text), process.output());
      assertFalse(process.output().contains("bệnh"), process.output());
    }
  }

  private static JsonNode line(List<JsonNode> lines, String field, String value) {
    return lines.stream()
        .filter(line -> line.path(field).asText().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError(field + " in " + lines));
  }
}
