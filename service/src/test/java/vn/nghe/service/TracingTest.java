// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TracingTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String OTHER = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CLIENTS_SPAN = "b7ad6b7169203331";

  private static HttpResponse<String> transcribe(URI service, String... headers) {
    byte[] form =
        new Form()
            .file("file", "bệnh-án.wav", TestFiles.shortClip())
            .text("model", "whisper-1")
            .text("prompt", "huyết áp")
            .end()
            .bytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(Client.TRANSCRIPTIONS + "?secret=sk-12345"))
            .header("Content-Type", Form.CONTENT_TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Client(service).with("nghe_a-key-that-nobody-may-see").send(request);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  @Test
  void aRequestIsOneTraceWithASpanForEveryStageAndNothingThatWasSaid() throws Exception {
    try (TraceCollector collector = new TraceCollector()) {
      HttpResponse<String> answer;
      try (NgheService service = start(collector)) {
        answer =
            transcribe(service.uri(), "traceparent", "00-" + TRACE + "-" + CLIENTS_SPAN + "-01");
      }
      List<Span> spans = collector.spans();
      Span request =
          spans.stream()
              .filter(span -> span.getName().equals("POST /v1/audio/transcriptions"))
              .findFirst()
              .orElseThrow();
      List<Span> stages =
          spans.stream()
              .filter(span -> span.getParentSpanId().equals(request.getSpanId()))
              .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano))
              .toList();

      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals(TRACE, hex(request.getTraceId()));
      assertEquals(CLIENTS_SPAN, hex(request.getParentSpanId()));
      assertEquals(Span.SpanKind.SPAN_KIND_SERVER, request.getKind());
      assertEquals(
          "00-" + TRACE + "-" + hex(request.getSpanId()) + "-01",
          answer.headers().firstValue("traceparent").orElse(""));
      assertEquals(
          List.of("upload", "queue", "decode", "features", "encoder", "head", "search", "text"),
          stages.stream().map(Span::getName).toList());
      for (Span stage : stages) {
        assertEquals(TRACE, hex(stage.getTraceId()));
        assertTrue(stage.getEndTimeUnixNano() >= stage.getStartTimeUnixNano(), stage.getName());
      }
      for (int i = 1; i < stages.size(); i++) {
        assertTrue(
            stages.get(i).getStartTimeUnixNano() >= stages.get(i - 1).getEndTimeUnixNano(),
            stages.get(i).getName() + " began before the stage before it ended");
      }
      String all = spans.toString();
      String text = Client.json(answer.body()).path("text").asText();
      for (String secret : List.of(text, "bệnh", "huyết", "sk-12345", "nghe_a-key")) {
        assertFalse(all.contains(secret), secret);
      }
    }
  }

  @Test
  void aRequestThatBelongsToNoTraceBeginsOne() throws Exception {
    try (TraceCollector collector = new TraceCollector()) {
      try (NgheService service = start(collector)) {
        new Client(service.uri()).get("/v1/models/gpt-4o");
      }
      Span request = collector.spans().getFirst();

      assertEquals("GET", request.getName());
      assertTrue(request.getParentSpanId().isEmpty());
      assertTrue(request.toString().contains("model_not_found"), request.toString());
    }
  }

  @Test
  void probesAndScrapesAreNoTraces() throws Exception {
    try (TraceCollector collector = new TraceCollector()) {
      try (NgheService service = start(collector)) {
        Client client = new Client(service.uri());
        client.get("/health/ready");
        client.get("/metrics");
        client.get("/health/../v1/models");
      }

      assertEquals(
          List.of("/health/../v1/models"),
          collector.spans().stream().map(TracingTest::path).toList());
    }
  }

  private static String path(Span span) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals("url.path"))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  @Test
  void withoutACollectorNothingIsTracedAndTheClientsTraceIsLeftAlone() {
    HttpResponse<String> answer =
        transcribe(
            SharedService.get().uri(), "traceparent", "00-" + TRACE + "-" + CLIENTS_SPAN + "-01");

    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("traceparent").isEmpty());
  }

  @Test
  void whereTheClientDecidesWhatIsTracedTheServiceFollows() throws Exception {
    try (TraceCollector collector = new TraceCollector()) {
      HttpResponse<String> traced;
      HttpResponse<String> untraced;
      try (NgheService service = start(collector, "ratio", "0")) {
        transcribe(service.uri());
        untraced =
            transcribe(service.uri(), "traceparent", "00-" + OTHER + "-" + CLIENTS_SPAN + "-00");
        traced =
            transcribe(service.uri(), "traceparent", "00-" + TRACE + "-" + CLIENTS_SPAN + "-01");
      }

      assertEquals(
          Set.of(TRACE),
          collector.spans().stream()
              .map(span -> hex(span.getTraceId()))
              .collect(Collectors.toSet()));
      assertTrue(traceParent(traced).matches("00-" + TRACE + "-[0-9a-f]{16}-01"));
      assertTrue(traceParent(untraced).matches("00-" + OTHER + "-[0-9a-f]{16}-00"));
    }
  }

  @Test
  void aMalformedTraceParentBeginsATrace() throws Exception {
    try (TraceCollector collector = new TraceCollector()) {
      HttpResponse<String> answer;
      try (NgheService service = start(collector)) {
        answer = transcribe(service.uri(), "traceparent", "00-" + TRACE + "-zz-01");
      }

      // The flags: sampled, and perhaps that the id of the trace is random.
      assertTrue(
          traceParent(answer).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]"), traceParent(answer));
      assertFalse(traceParent(answer).contains(TRACE));
    }
  }

  private static String traceParent(HttpResponse<String> answer) {
    return answer.headers().firstValue("traceparent").orElse("");
  }

  private static NgheService start(TraceCollector collector) {
    return start(collector, "constant", "1");
  }

  private static NgheService start(TraceCollector collector, String type, String parameter) {
    return SharedService.another(
        Map.of(
            "nghe.tracing.otlp-endpoint",
            collector.endpoint().toString(),
            "nghe.tracing.sampler-type",
            type,
            "nghe.tracing.sampler-param",
            parameter));
  }
}
