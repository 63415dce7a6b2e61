// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/** Writes the settings of a session, in the form that its client speaks. */
final class SessionJson {
  private SessionJson() {}

  /**
   * The field {@code session}.
   *
   * @param id of the session
   * @param isOldForm whether the client speaks the older form
   */
  static void write(JsonGenerator json, String id, SessionSettings settings, boolean isOldForm)
      throws IOException {
    json.writeObjectFieldStart("session");
    json.writeStringField("id", id);
    json.writeStringField("object", "realtime.transcription_session");
    if (isOldForm) {
      json.writeStringField("input_audio_format", settings.format().oldName());
      writeHints(json, "input_audio_transcription", settings.hints());
      writeTurns(json, settings.turnDetection());
      // The schema wants a key for browsers, which this service has none of.
      json.writeObjectFieldStart("client_secret");
      json.writeStringField("value", "");
      json.writeNumberField("expires_at", 0);
      json.writeEndObject();
    } else {
      json.writeStringField("type", "transcription");
      json.writeObjectFieldStart("audio");
      json.writeObjectFieldStart("input");
      writeFormat(json, settings.format());
      writeHints(json, "transcription", settings.hints());
      writeTurns(json, settings.turnDetection());
      json.writeEndObject();
      json.writeEndObject();
    }
    writeInclude(json, settings.logprobs());
    if (settings.partials() || settings.words()) {
      json.writeObjectFieldStart("nghe");
      json.writeBooleanField("partials", settings.partials());
      json.writeBooleanField("words", settings.words());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeFormat(JsonGenerator json, SoundFormat format) throws IOException {
    json.writeObjectFieldStart("format");
    json.writeStringField("type", format.type());
    if (format == SoundFormat.PCM) {
      json.writeNumberField("rate", format.rate());
    }
    json.writeEndObject();
  }

  private static void writeHints(JsonGenerator json, String name, SessionSettings.Hints hints)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("model", hints.model());
    if (hints.language().isPresent()) {
      json.writeStringField("language", hints.language().get());
    }
    if (hints.prompt().isPresent()) {
      json.writeStringField("prompt", hints.prompt().get());
    }
    if (!hints.keywords().isEmpty()) {
      json.writeArrayFieldStart("keywords");
      for (String keyword : hints.keywords()) {
        json.writeString(keyword);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void writeTurns(JsonGenerator json, Optional<TurnDetection> turns)
      throws IOException {
    if (turns.isEmpty()) {
      // The one field whose null means something: the client itself ends turns.
      json.writeNullField("turn_detection");
      return;
    }
    json.writeObjectFieldStart("turn_detection");
    json.writeStringField("type", "server_vad");
    json.writeNumberField("threshold", turns.get().threshold());
    json.writeNumberField("prefix_padding_ms", turns.get().prefixPaddingMilliseconds());
    json.writeNumberField("silence_duration_ms", turns.get().silenceMilliseconds());
    json.writeEndObject();
  }

  private static void writeInclude(JsonGenerator json, boolean logprobs) throws IOException {
    if (logprobs) {
      json.writeArrayFieldStart("include");
      json.writeString("item.input_audio_transcription.logprobs");
      json.writeEndArray();
    }
  }
}
