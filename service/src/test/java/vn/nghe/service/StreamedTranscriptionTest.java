// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transcripts that are sent event by event. */
class StreamedTranscriptionTest {
  /** Longer than one pass of the engine, so that it is heard piece by piece: 25.5 s. */
  private static final byte[] LONG_CLIP =
      Wav.of(
          TestFiles.samples("cv9-vi-24743774.wav"),
          TestFiles.samples("cv9-vi-23689547.wav"),
          TestFiles.samples("cv9-vi-26202343.wav"),
          TestFiles.samples("cv9-vi-24743774.wav"),
          TestFiles.samples("cv9-vi-23689547.wav"));

  private final Client client = SharedService.client();

  @ParameterizedTest
  @ValueSource(strings = {"json", "text"})
  void deltasTogetherAreTheText(String format) {
    HttpResponse<String> answer = post(longClip().text("response_format", format));
    List<JsonNode> events = events(answer.body());

    assertEquals("text/event-stream", answer.headers().firstValue("Content-Type").orElse(""));
    JsonNode done = events.removeLast();
    assertTrue(events.size() > 1, answer.body());
    assertEquals(
        "transcript.text.delta",
        events.stream().map(StreamedTranscriptionTest::type).distinct().collect(joined()));
    assertEquals("transcript.text.done", type(done));
    assertEquals(
        done.path("text").asText(),
        events.stream().map(event -> event.path("delta").asText()).collect(joined()));
    assertEquals(offline("json").path("text"), done.path("text"));
    JsonNode usage = done.path("usage");
    assertEquals(offline("json").at("/usage/seconds"), usage.path("seconds"));
    assertEquals(
        Math.ceil(50 * usage.path("seconds").asDouble()), usage.path("input_tokens").asDouble());
    assertEquals(
        done.path("text").asText().split(" ", -1).length, usage.path("output_tokens").asInt());
    assertEquals(
        usage.path("input_tokens").asInt() + usage.path("output_tokens").asInt(),
        usage.path("total_tokens").asInt());
    assertFalse(events.getFirst().has("logprobs"));
  }

  @Test
  void verboseJsonSendsSegmentsAsTheyAreOffline() {
    List<JsonNode> events = events(post(longClip().text("response_format", "verbose_json")).body());
    List<JsonNode> segments =
        events.stream().filter(event -> type(event).equals("transcript.text.segment")).toList();

    JsonNode expected = offline("verbose_json").path("segments");
    assertEquals(expected.size(), segments.size());
    for (int i = 0; i < segments.size(); i++) {
      assertEquals("seg_" + i, segments.get(i).path("id").asText());
      for (String field : List.of("text", "start", "end")) {
        assertEquals(expected.path(i).path(field), segments.get(i).path(field));
      }
    }
    assertEquals("transcript.text.done", type(events.getLast()));
  }

  @Test
  void deltasCarryTheWordsOfTheWholeAndHowMuchOfTheClipIsBehind() {
    HttpResponse<String> answer =
        post(
            longClip()
                .text("response_format", "verbose_json")
                .text("timestamp_granularities[]", "word"));
    Form whole =
        Form.ofFile(LONG_CLIP)
            .text("response_format", "verbose_json")
            .text("timestamp_granularities[]", "word")
            .end();
    JsonNode expected = Client.json(client.transcribe(whole).body());

    List<JsonNode> words = new ArrayList<>();
    double behind = 0;
    for (JsonNode event : events(answer.body())) {
      event.path("words").forEach(words::add);
      if (type(event).equals("transcript.text.delta")) {
        double seconds = event.path("progress").path("seconds").asDouble(-1);
        double end = words.getLast().path("end").asDouble();
        assertTrue(seconds >= behind && seconds >= end, event.toString());
        assertEquals(expected.path("duration"), event.path("progress").path("duration"));
        behind = seconds;
      }
    }
    // What follows the last word may be silence, which nobody has to recognise.
    assertTrue(behind <= expected.path("duration").asDouble(), answer.body());
    List<JsonNode> ofTheWhole = new ArrayList<>();
    expected.path("words").forEach(ofTheWhole::add);
    assertEquals(ofTheWhole, words);
  }

  /** A minute and a half of noise, which has no words, and then somebody speaks. */
  @Test
  void whereNobodySpeaksAnEmptyDeltaTellsHowFarItIs() {
    byte[] noise = new byte[90 * 32_000];
    Random random = new Random(1);
    for (int i = 0; i < noise.length; i += 2) {
      int sample = (int) (3000 * random.nextGaussian());
      noise[i] = (byte) sample;
      noise[i + 1] = (byte) (sample >> 8);
    }
    Form form =
        Form.ofFile(Wav.of(noise, TestFiles.samples("cv9-vi-24743774.wav"))).text("stream", "true");
    List<JsonNode> events;
    try (NgheService service = SharedService.another(Map.of("nghe.longest-audio", "PT2H"))) {
      events = events(new Client(service.uri()).transcribe(form.end()).body());
    }
    List<Double> wordless =
        events.stream()
            .filter(event -> event.path("delta").asText("-").isEmpty())
            .map(event -> event.path("progress").path("seconds").asDouble())
            .toList();

    assertTrue(wordless.size() >= 2, events.toString());
    assertEquals(wordless.stream().sorted().distinct().toList(), wordless);
    assertEquals(
        events.getLast().path("text").asText(),
        events.stream().map(event -> event.path("delta").asText()).collect(joined()));
  }

  @Test
  void logprobsSpellTheTextAndCarryTheConfidence() {
    List<JsonNode> events = events(post(longClip().text("include[]", "logprobs")).body());
    JsonNode done = events.removeLast();

    List<JsonNode> ofDeltas = new ArrayList<>();
    events.forEach(event -> event.path("logprobs").forEach(ofDeltas::add));
    List<JsonNode> ofDone = new ArrayList<>();
    done.path("logprobs").forEach(ofDone::add);
    assertEquals(ofDone, ofDeltas);
    assertEquals(
        done.path("text").asText(),
        ofDone.stream().map(token -> token.path("token").asText()).collect(joined()));
    for (JsonNode token : ofDone) {
      assertTrue(token.path("logprob").asDouble(1) <= 0, token.toString());
      byte[] bytes = new byte[token.path("bytes").size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) token.path("bytes").path(i).asInt();
      }
      assertEquals(token.path("token").asText(), new String(bytes, StandardCharsets.UTF_8));
    }
    Form whole = Form.ofFile(LONG_CLIP).text("include[]", "logprobs").end();
    assertEquals(
        done.path("logprobs"), Client.json(client.transcribe(whole).body()).path("logprobs"));
  }

  @Test
  void silenceIsDoneWithoutADelta() {
    List<JsonNode> events =
        events(post(Form.ofFile(Wav.silence(16_000)).text("stream", "true")).body());

    assertEquals(1, events.size());
    assertEquals("", events.getFirst().path("text").asText("absent"));
  }

  @Test
  void whatIsRefusedHasAStatusOfItsOwn() {
    HttpResponse<String> answer =
        client.transcribe(Form.ofFile(new byte[1000]).text("stream", "true").end());

    Client.assertError(400, "audio_unsupported", "file", answer.statusCode(), answer.body());
  }

  /** The connection goes on to serve: its answer is chunked, not ended by closing. */
  @Test
  void aConnectionServesAnotherRequestAfterAStream() throws Exception {
    byte[] form = Form.good().text("stream", "true").end().bytes();
    try (RawConnection connection = new RawConnection(SharedService.get().uri())) {
      connection.sendHead("Content-Length: " + form.length + "\r\n").send(form);
      assertTrue(connection.receiveChunked().contains("transcript.text.done"));
      connection.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertEquals(200, connection.receive().status());
    }
  }

  @Test
  void whenTheClientLeavesItsWorkIsEnded() throws Exception {
    Map<String, String> settings = Map.of("nghe.workers", "1", "nghe.longest-audio", "PT2H");
    byte[] form = Form.ofFile(Wav.repeated(LONG_CLIP, 25)).text("stream", "true").end().bytes();
    try (NgheService service = SharedService.another(settings)) {
      Client client = new Client(service.uri());
      try (RawConnection connection = new RawConnection(service.uri())) {
        connection.sendHead("Content-Length: " + form.length + "\r\n").send(form);
        assertEquals("HTTP/1.1 200 OK", connection.awaitAnswer());
        assertEquals(1, client.metric("nghe_workers_busy"));
        connection.reset();
      }
      client.awaitMetric("nghe_requests_total{outcome=\"disconnected\"}", 1);
      client.awaitMetric("nghe_workers_busy", 0);
      // A transcript that came to its end would be counted as audio.
      assertEquals(0, client.metric("nghe_audio_seconds_total"));
    }
  }

  private HttpResponse<String> post(Form form) {
    HttpResponse<String> answer = client.transcribe(form.end());
    assertEquals(200, answer.statusCode(), answer.body());
    return answer;
  }

  private JsonNode offline(String format) {
    Form form = Form.ofFile(LONG_CLIP).text("response_format", format).end();
    return Client.json(client.transcribe(form).body());
  }

  private static Form longClip() {
    return Form.ofFile(LONG_CLIP).text("stream", "true");
  }

  /** An event is one line of JSON behind its field's name, and an empty line ends it. */
  private static List<JsonNode> events(String body) {
    assertTrue(body.endsWith("\n\n"), body);
    return Stream.of(body.split("\n\n"))
        .map(
            event -> {
              assertTrue(event.startsWith("data: ") && event.indexOf('\n') < 0, event);
              JsonNode json = Client.json(event.substring("data: ".length()));
              OpenAiTypes.checkStreamed(json);
              return json;
            })
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String type(JsonNode event) {
    return event.path("type").asText();
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining();
  }
}
