// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import vn.nghe.audio.AudioWarning;
import vn.nghe.transcript.Alternative;
import vn.nghe.transcript.Cue;
import vn.nghe.transcript.LiveText;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/**
 * Formats a transcript as one line of JSON, with the names of OpenAI's {@code verbose_json}:
 *
 * <pre>{@code
 * {"path": "a.mp3", "text": "xin chào", "language": "vi", "duration": 1.52,
 *  "words": [{"word": "xin", "start": 0.2, "end": 0.44, "confidence": 0.9871}, …],
 *  "segments": [{"start": 0.2, "end": 0.9, "text": "xin chào"}, …]}
 * }</pre>
 *
 * <p>{@code "alternatives": [{"text": "xin chào", "score": -3.217}, …]} follows if alternatives
 * were requested, best first. If something was wrong with the recording, {@code "truncated": true}
 * and {@code "warnings": [{"kind": "truncated", "count": 1, "at": 9.5, "lost": 0, "message": …}]}
 * follow; {@code at} and {@code lost} are in seconds.
 */
final class JsonLine {
  /** Decimal places of seconds; a frame of the model is 20 ms. */
  private static final int SECONDS_DECIMALS = 3;

  private static final int CONFIDENCE_DECIMALS = 4;

  private static final int SCORE_DECIMALS = 3;

  private static final JsonFactory JSON = new JsonFactory();

  private JsonLine() {}

  static String of(String path, Transcript transcript) {
    var line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("path", path);
      json.writeStringField("text", transcript.text());
      json.writeStringField("language", transcript.language());
      number(json, "duration", transcript.seconds(), SECONDS_DECIMALS);
      words(json, transcript.words());
      json.writeArrayFieldStart("segments");
      for (Cue segment : transcript.cues()) {
        segment(json, segment);
      }
      json.writeEndArray();
      if (!transcript.alternatives().isEmpty()) {
        alternatives(json, transcript.alternatives());
      }
      if (!transcript.warnings().isEmpty()) {
        json.writeBooleanField("truncated", transcript.isTruncated());
        warnings(json, transcript.warnings());
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return line.append('\n').toString();
  }

  /**
   * A live text: {@code {"type": "partial", "text": "xin chào", "stable": 1, "words": […]}}, where
   * {@code stable} is a number of words; the same without it for type {@code final}; or {@code
   * {"type": "pause", "time": 2.5}}.
   */
  static String of(LiveText text) {
    var line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      switch (text) {
        case LiveText.Partial partial -> {
          json.writeStringField("type", "partial");
          json.writeStringField("text", partial.text());
          json.writeNumberField("stable", partial.stable().size());
          words(json, partial.words());
        }
        case LiveText.Final end -> {
          json.writeStringField("type", "final");
          json.writeStringField("text", end.text());
          words(json, end.words());
        }
        case LiveText.Pause pause -> {
          json.writeStringField("type", "pause");
          number(json, "time", pause.time(), SECONDS_DECIMALS);
        }
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return line.append('\n').toString();
  }

  private static void words(JsonGenerator json, List<Word> words) throws IOException {
    json.writeArrayFieldStart("words");
    for (Word word : words) {
      word(json, word);
    }
    json.writeEndArray();
  }

  private static void word(JsonGenerator json, Word word) throws IOException {
    json.writeStartObject();
    json.writeStringField("word", word.text());
    number(json, "start", word.start(), SECONDS_DECIMALS);
    number(json, "end", word.end(), SECONDS_DECIMALS);
    number(json, "confidence", word.confidence(), CONFIDENCE_DECIMALS);
    json.writeEndObject();
  }

  private static void segment(JsonGenerator json, Cue segment) throws IOException {
    json.writeStartObject();
    number(json, "start", segment.start(), SECONDS_DECIMALS);
    number(json, "end", segment.end(), SECONDS_DECIMALS);
    json.writeStringField("text", segment.text());
    json.writeEndObject();
  }

  private static void alternatives(JsonGenerator json, List<Alternative> alternatives)
      throws IOException {
    json.writeArrayFieldStart("alternatives");
    for (Alternative alternative : alternatives) {
      json.writeStartObject();
      json.writeStringField("text", alternative.text());
      number(json, "score", alternative.score(), SCORE_DECIMALS);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void warnings(JsonGenerator json, List<AudioWarning> warnings) throws IOException {
    json.writeArrayFieldStart("warnings");
    for (AudioWarning warning : warnings) {
      json.writeStartObject();
      json.writeStringField("kind", warning.kind().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("count", warning.count());
      number(json, "at", warning.second(), SECONDS_DECIMALS);
      number(json, "lost", warning.lostSeconds(), SECONDS_DECIMALS);
      json.writeStringField("message", warning.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, double value, int decimals)
      throws IOException {
    json.writeFieldName(name);
    json.writeNumber(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN));
  }
}
