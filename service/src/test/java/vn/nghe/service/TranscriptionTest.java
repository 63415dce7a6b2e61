// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.Transcriber;
import vn.nghe.transcript.Subtitles;
import vn.nghe.transcript.Transcript;

class TranscriptionTest {
  private static final String CLIP = "cv9-vi-24743774.mp3";

  /** What the library itself makes of the clip. */
  private static final Transcript EXPECTED = transcribe(CLIP);

  private final Client client = SharedService.client();

  @Test
  void jsonCarriesTheTextAndWhatItCosts() {
    HttpResponse<String> answer = post("json");

    assertEquals("application/json", contentType(answer));
    JsonNode json = Client.json(answer.body());
    assertEquals(EXPECTED.text(), json.path("text").asText());
    assertEquals("duration", json.path("usage").path("type").asText());
    assertEquals(EXPECTED.seconds(), json.path("usage").path("seconds").asDouble(), 0.0005);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "verbose_json"})
  void whatIsThereOfARecordingThatWasCutShortIsText(String format) {
    JsonNode json =
        Client.json(client.transcribe(cutShort().text("response_format", format).end()).body());

    assertTrue(EXPECTED.text().startsWith(json.path("text").asText().substring(0, 10)));
    assertTrue(json.path("truncated").asBoolean());
    assertEquals("truncated", json.path("warnings").path(0).path("kind").asText());
    assertTrue(json.path("warnings").path(0).path("at").asDouble() > 2, json.toString());
  }

  @Test
  void aStreamEndsWithTheSameWarnings() {
    String events = client.transcribe(cutShort().text("stream", "true").end()).body();

    JsonNode done = Client.json(events.substring(events.lastIndexOf("data: ") + 6).strip());
    assertEquals("transcript.text.done", done.path("type").asText());
    assertTrue(done.path("truncated").asBoolean(), events);
    assertEquals("truncated", done.path("warnings").path(0).path("kind").asText());
  }

  @Test
  void aStrictRequestRefusesARecordingThatWasCutShort() {
    HttpResponse<String> answer = client.transcribe(cutShort().text("strict", "true").end());

    assertEquals(400, answer.statusCode());
    JsonNode error = Client.json(answer.body()).path("error");
    assertEquals("audio_malformed", error.path("code").asText());
    assertEquals("file", error.path("param").asText());
  }

  @ParameterizedTest
  @CsvSource({"track, 0", "track, two", "track, 1000", "strict, yes"})
  void fieldsOnTheRecordingAreChecked(String field, String value) {
    HttpResponse<String> answer = client.transcribe(form().text(field, value).end());

    assertEquals(400, answer.statusCode());
    assertEquals(field, Client.json(answer.body()).path("error").path("param").asText());
  }

  @Test
  void theMethodThatTheModelHasGivesTheSameText() {
    HttpResponse<String> answer = client.transcribe(form().text("decode", "ctc").end());

    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(post("json").body(), answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "beam, invalid_value, 'Field ''decode'' must be one of ctc, attention, rescore, joint.'",
    "rescore, unsupported_value, 'The model cannot decode by rescore. Choose one of ctc, or leave"
        + " the field out.'"
  })
  void otherMethodsAreRefused(String method, String code, String message) {
    HttpResponse<String> answer = client.transcribe(form().text("decode", method).end());

    assertEquals(400, answer.statusCode());
    JsonNode error = Client.json(answer.body()).path("error");
    assertEquals("decode", error.path("param").asText());
    assertEquals(code, error.path("code").asText());
    assertEquals(message, error.path("message").asText());
  }

  @Test
  void aTrackThatIsNotThereIsRefused() {
    HttpResponse<String> answer = client.transcribe(form().text("track", "7").end());

    assertEquals(400, answer.statusCode(), answer.body());
  }

  @Test
  void silenceIsSaidToBeSilent() {
    Form silence = Form.ofFile(Wav.silence(16_000));

    JsonNode json = Client.json(client.transcribe(silence.end()).body());
    assertEquals("", json.path("text").asText());
    assertFalse(json.path("truncated").asBoolean());
    assertEquals("no_speech", json.path("warnings").path(0).path("kind").asText());
  }

  /** The first half of a clip's bytes. */
  private static Form cutShort() {
    byte[] clip = clip();
    return Form.ofFile(Arrays.copyOf(clip, clip.length / 2));
  }

  @Test
  void theFormatIsJsonWhereNoneIsAskedFor() {
    assertEquals(post("json").body(), client.transcribe(form().end()).body());
  }

  @ParameterizedTest
  @CsvSource({
    "text, text/plain; charset=utf-8",
    "srt, application/x-subrip; charset=utf-8",
    "vtt, text/vtt; charset=utf-8"
  })
  void textFormatsAreWhatTheLibraryWrites(String format, String contentType) {
    HttpResponse<String> answer = post(format);

    assertEquals(contentType, contentType(answer));
    assertEquals(
        switch (format) {
          case "srt" -> Subtitles.srt(EXPECTED);
          case "vtt" -> Subtitles.webVtt(EXPECTED);
          default -> EXPECTED.text() + "\n";
        },
        answer.body());
  }

  @Test
  void verboseJsonGivesSegmentsWhereNothingElseIsAskedFor() {
    JsonNode json = Client.json(post("verbose_json").body());

    assertEquals("transcribe", json.path("task").asText());
    assertEquals("vietnamese", json.path("language").asText());
    assertEquals(EXPECTED.text(), json.path("text").asText());
    assertEquals(EXPECTED.seconds(), json.path("duration").asDouble(), 0.0005);
    assertFalse(json.has("words"));
    assertEquals(EXPECTED.cues().size(), json.path("segments").size());
    JsonNode segment = json.path("segments").path(0);
    assertEquals(EXPECTED.cues().getFirst().text(), segment.path("text").asText());
    assertEquals(EXPECTED.cues().getFirst().start(), segment.path("start").asDouble(), 0.0005);
    assertEquals(EXPECTED.cues().getFirst().end(), segment.path("end").asDouble(), 0.0005);
    assertEquals(
        EXPECTED.cues().getFirst().averageLogProbability(), segment.path("avg_logprob").asDouble());
    assertTrue(segment.path("compression_ratio").asDouble() > 0);
    for (String zero : List.of("id", "seek", "temperature", "no_speech_prob")) {
      assertEquals("0", segment.path(zero).asText(), zero);
    }
    assertTrue(segment.path("tokens").isArray());
  }

  /** Python's client sends the brackets; others leave them out, and OpenAI takes both. */
  @ParameterizedTest
  @ValueSource(strings = {"timestamp_granularities[]", "timestamp_granularities"})
  void verboseJsonGivesWordsWhereTheyAreAskedFor(String field) {
    Form form = form().text("response_format", "verbose_json").text(field, "word").end();
    JsonNode json = Client.json(client.transcribe(form).body());

    assertFalse(json.has("segments"));
    assertEquals(EXPECTED.words().size(), json.path("words").size());
    for (int i = 0; i < EXPECTED.words().size(); i++) {
      JsonNode word = json.path("words").path(i);
      assertEquals(EXPECTED.words().get(i).text(), word.path("word").asText());
      assertEquals(EXPECTED.words().get(i).confidence(), word.path("confidence").asDouble(), 1e-6);
      assertEquals(EXPECTED.words().get(i).start(), word.path("start").asDouble(), 0.0005);
      assertEquals(EXPECTED.words().get(i).end(), word.path("end").asDouble(), 0.0005);
    }
  }

  @Test
  void verboseJsonGivesWordsAndSegmentsWhereBothAreAskedFor() {
    Form form =
        form()
            .text("response_format", "verbose_json")
            .text("timestamp_granularities[]", "word")
            .text("timestamp_granularities[]", "segment")
            .end();
    JsonNode json = Client.json(client.transcribe(form).body());

    assertTrue(json.has("words"));
    assertTrue(json.has("segments"));
  }

  @ParameterizedTest
  @CsvSource({
    "prompt, Bác sĩ Nguyễn Văn Ngọc",
    "temperature, 0",
    "temperature, 0.2",
    "temperature, 1",
    "language, vi",
    "language, VI",
    "languages[], vi",
    "stream, false",
    "chunking_strategy, auto"
  })
  void fieldsWithoutEffectAreAccepted(String name, String value) {
    assertEquals(post("json").body(), client.transcribe(form().text(name, value).end()).body());
  }

  /** In this clip "hết câu" is said and the best path has "hất câu". */
  @ParameterizedTest
  @CsvSource({
    "keywords[], Hết câu",
    "keywords, hết câu",
    "hotwords[], HẾT CÂU",
    "prompt, 'Đà Lạt, hết câu; số 7'"
  })
  void hotWordsAreHeard(String name, String value) {
    Form form = Form.ofFile(TestFiles.bytes(TestFiles.clip("cv9-vi-26202343.mp3")));
    String text =
        Client.json(client.transcribe(form.text(name, value).end()).body()).path("text").asText();

    assertEquals("anh nói chưa hết câu", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"whisper-1", "nghe-base-vi"})
  void theModelGoesByItsNameAndItsAlias(String name) {
    Form form = new Form().file("file", "a.mp3", clip()).text("model", name).end();

    assertEquals(200, client.transcribe(form).statusCode());
  }

  @Test
  void aFileNeedsNoNameIfItHasAType() {
    Form form =
        new Form()
            .part(
                "Content-Disposition: form-data; name=\"file\"\r\nContent-Type: audio/mpeg", clip())
            .text("model", "whisper-1")
            .end();

    assertEquals(200, client.transcribe(form).statusCode());
  }

  @Test
  void silenceIsAnEmptyTranscript() {
    Form form = Form.ofFile(Wav.silence(16_000)).text("response_format", "verbose_json").end();
    JsonNode json = Client.json(client.transcribe(form).body());

    assertEquals("", json.path("text").asText("absent"));
    assertTrue(json.path("segments").isArray());
    assertTrue(json.path("segments").isEmpty());
  }

  @Test
  void uploadsAtTheSameTimeGiveTheTextsOfUploadsInTurn() throws Exception {
    List<String> inTurn = TestFiles.CLIPS.stream().map(this::answerTo).toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> together =
          TestFiles.CLIPS.stream().map(clip -> threads.submit(() -> answerTo(clip))).toList();
      for (int i = 0; i < inTurn.size(); i++) {
        assertEquals(inTurn.get(i), together.get(i).get());
      }
    }
  }

  @Test
  void answersTellBrowsersNotToGuessAndNameNoServer() {
    HttpResponse<String> answer = post("text");

    assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
    assertTrue(answer.headers().firstValue("Server").isEmpty());
  }

  private String answerTo(String clip) {
    return client.transcribe(Form.ofFile(TestFiles.bytes(TestFiles.clip(clip))).end()).body();
  }

  private HttpResponse<String> post(String format) {
    HttpResponse<String> answer = client.transcribe(form().text("response_format", format).end());
    assertEquals(200, answer.statusCode(), answer.body());
    return answer;
  }

  private static Form form() {
    return Form.ofFile(clip());
  }

  private static byte[] clip() {
    return TestFiles.bytes(TestFiles.clip(CLIP));
  }

  private static String contentType(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  private static Transcript transcribe(String clip) {
    try (Transcriber transcriber = Transcriber.open(TestFiles.model())) {
      return transcriber.transcribe(TestFiles.clip(clip));
    }
  }
}
