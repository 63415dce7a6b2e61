// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every well-sent request that is refused, what it is answered, and that the next one is served.
 */
class RefusalTest {
  private static final Client CLIENT = SharedService.client();

  /** A request and the error it must get; {@code -} stands for no parameter. */
  record Case(
      String name, int status, String code, String parameter, String contentType, Form body) {
    static Case of(String name, int status, String code, String parameter, Form form) {
      return new Case(name, status, code, parameter, Form.CONTENT_TYPE, form);
    }

    /** A form that is good but for one more field. */
    static Case field(String name, String value, String code, String parameter) {
      return of(name + "=" + value, 400, code, parameter, Form.good().text(name, value).end());
    }

    /** A form that is good but for what its file holds. */
    static Case audio(String name, String code, byte[] file) {
      return of(name, 400, code, "file", Form.ofFile(file).end());
    }

    @Override
    public String toString() {
      return name + " -> " + status + " " + code + " " + parameter;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(fields(), forms(), bodies(), audio()).flatMap(List::stream);
  }

  private static List<Case> fields() {
    return List.of(
        Case.field("response_format", "xml", "invalid_value", "response_format"),
        Case.field("response_format", "JSON", "invalid_value", "response_format"),
        Case.field("response_format", "diarized_json", "unsupported_value", "response_format"),
        Case.field("language", "en", "unsupported_value", "language"),
        Case.field("languages[]", "en", "unsupported_value", "languages"),
        Case.field("temperature", "1.5", "invalid_value", "temperature"),
        Case.field("temperature", "-0.1", "invalid_value", "temperature"),
        Case.field("temperature", "NaN", "invalid_value", "temperature"),
        Case.field("temperature", "warm", "invalid_type", "temperature"),
        Case.field("stream", "yes", "invalid_value", "stream"),
        Case.field("include[]", "words", "invalid_value", "include"),
        Case.field("keywords[]", "số 7", "invalid_value", "keywords"),
        Case.field("keywords[]", "...", "invalid_value", "keywords"),
        Case.field("keywords[]", "a".repeat(101), "invalid_value", "keywords"),
        Case.field("diarize", "true", "unsupported_parameter", "diarize"),
        Case.field("task", "translate", "unsupported_value", "task"),
        Case.field("language", "vid", "unsupported_value", "language"),
        Case.field(
            "chunking_strategy",
            "{\"type\":\"server_vad\"}",
            "unsupported_value",
            "chunking_strategy"),
        Case.field(
            "chunking_strategy[type]", "server_vad", "unsupported_value", "chunking_strategy"),
        Case.field(
            "timestamp_granularities[]", "word", "unsupported_value", "timestamp_granularities"),
        Case.of(
            "timestamp_granularities[]=letter in verbose_json",
            400,
            "invalid_value",
            "timestamp_granularities",
            Form.good()
                .text("response_format", "verbose_json")
                .text("timestamp_granularities[]", "letter")
                .end()),
        Case.field("vad_filters", "true", "unknown_parameter", "vad_filters"),
        Case.field("model", "whisper-1", "duplicate_parameter", "model"),
        Case.field("file", "twice", "duplicate_parameter", "file"),
        Case.field("prompt", "x".repeat(16 * 1024 + 1), "string_above_max_length", "prompt"),
        Case.of(
            "model of another kind",
            404,
            "model_not_found",
            "model",
            form().text("model", "gpt-4o-transcribe").end()),
        Case.of("no model", 400, "missing_required_parameter", "model", form().end()),
        Case.of(
            "no file",
            400,
            "missing_required_parameter",
            "file",
            new Form().text("model", "whisper-1").end()),
        Case.of(
            "file as text",
            400,
            "invalid_type",
            "file",
            new Form().text("file", "clip.wav").text("model", "whisper-1").end()),
        Case.of(
            "model as file",
            400,
            "invalid_type",
            "model",
            form().file("model", "model.txt", "whisper-1".getBytes(StandardCharsets.UTF_8)).end()),
        Case.of(
            "text that is no UTF-8",
            400,
            "invalid_value",
            "prompt",
            Form.good()
                .part("Content-Disposition: form-data; name=\"prompt\"", new byte[] {(byte) 0xff})
                .end()));
  }

  private static List<Case> forms() {
    String malformed = "multipart_malformed";
    return List.of(
        Case.of("form without closing boundary", 400, malformed, "-", Form.good()),
        Case.of("form cut within its file", 400, malformed, "-", Form.good().cut(10_000)),
        Case.of(
            "form cut within its first headers",
            400,
            malformed,
            "-",
            Form.good().cut(Form.BOUNDARY.length() + 30)),
        Case.of(
            "form with another boundary than announced",
            400,
            malformed,
            "-",
            new Form().raw("--other\r\n\r\nx\r\n--other--\r\n")),
        Case.of("form of no parts", 400, malformed, "-", new Form().end()),
        Case.of("bytes that are no form", 400, malformed, "-", new Form().raw(new byte[1000])),
        Case.of(
            "part without name",
            400,
            malformed,
            "-",
            Form.good().part("X-Y: z", new byte[1]).end()),
        Case.of(
            "part with endless headers",
            400,
            malformed,
            "-",
            Form.good().part("X-Y: " + "z".repeat(5000), new byte[1]).end()),
        Case.of("1,101 parts", 400, "too_many_parts", "-", manyParts()));
  }

  private static List<Case> bodies() {
    Form good = Form.good().end();
    return List.of(
        new Case("empty body", 400, "body_empty", "-", Form.CONTENT_TYPE, new Form()),
        new Case("no boundary", 400, "multipart_malformed", "-", "multipart/form-data", good),
        new Case(
            "endless boundary",
            400,
            "multipart_malformed",
            "-",
            "multipart/form-data; boundary=" + "x".repeat(71),
            good),
        new Case("JSON", 415, "unsupported_media_type", "-", "application/json", good),
        new Case("WAV without form", 415, "unsupported_media_type", "-", "audio/wav", good),
        new Case("multipart/mixed", 415, "unsupported_media_type", "-", "multipart/mixed", good),
        new Case("nonsense type", 415, "unsupported_media_type", "-", "nonsense", good),
        Case.of(
            "body over the limit",
            413,
            "body_too_large",
            "-",
            Form.ofFile(new byte[SharedService.MAX_BYTES]).end()));
  }

  private static List<Case> audio() {
    byte[] mp3 = TestFiles.bytes(TestFiles.clip("cv9-vi-23689547.mp3"));
    return List.of(
        Case.audio("file of no bytes", "audio_empty", new byte[0]),
        Case.audio("WAV of no samples", "audio_empty", Wav.silence(0)),
        Case.audio(
            "text called .wav",
            "audio_unsupported",
            "Xin chào".repeat(100).getBytes(StandardCharsets.UTF_8)),
        Case.audio("MP3 cut within its first frame", "audio_malformed", Arrays.copyOf(mp3, 60)),
        strict("MP3 cut in half", Arrays.copyOf(mp3, mp3.length / 2)),
        // Ten hours of two bytes, 16,000 times a second.
        strict("ten hours announced in 1 kB", Wav.withHeader(1_152_000_000L, 980)),
        Case.audio("longer than allowed", "audio_too_long", longClip()));
  }

  /** A recording of which the rest is missing, from a client that wants all or nothing. */
  private static Case strict(String name, byte[] file) {
    return Case.of(
        name, 400, "audio_malformed", "file", Form.ofFile(file).text("strict", "true").end());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedForWhatIsWrongAndTheNextRequestIsServed(Case it) {
    HttpResponse<String> answer = CLIENT.post(it.contentType(), it.body());

    Client.assertError(it.status(), it.code(), it.parameter(), answer.statusCode(), answer.body());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
    assertEquals(200, CLIENT.transcribe(Form.good().end()).statusCode());
  }

  private static Form form() {
    return new Form().file("file", "clip.wav", TestFiles.shortClip());
  }

  private static Form manyParts() {
    Form form = Form.good();
    for (int i = 0; i < 1_100; i++) {
      form.text("timestamp_granularities[]", "word");
    }
    return form.end();
  }

  /** A minute and a bit as an MP3: real frames, repeated. */
  private static byte[] longClip() {
    byte[] mp3 = TestFiles.bytes(TestFiles.clip("cv9-vi-23689547.mp3"));
    Form joined = new Form();
    for (int i = 0; i < 16; i++) {
      joined.raw(mp3);
    }
    return joined.bytes();
  }
}
