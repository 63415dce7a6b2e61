// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import vn.nghe.service.http.ErrorBody;
import vn.nghe.service.http.JsonBytes;
import vn.nghe.service.transcription.TranscriptJson;
import vn.nghe.transcript.Word;

/** Writes the events of one session and sends them. */
final class ServerEvents {
  private static final String TRANSCRIPTION = "conversation.item.input_audio_transcription.";

  private final Outbox outbox;
  private final boolean isOldForm;
  private final String session = Ids.next("sess");
  private Optional<String> lastItem = Optional.empty();

  /**
   * @param isOldForm whether the client speaks the older form of the protocol
   */
  ServerEvents(Outbox outbox, boolean isOldForm) {
    this.outbox = outbox;
    this.isOldForm = isOldForm;
  }

  /** The settings of the session, on its opening. */
  void created(SessionSettings settings) {
    session(isOldForm ? "transcription_session.created" : "session.created", settings, isOldForm);
  }

  /**
   * The settings of the session, after a change.
   *
   * @param inOldForm whether the change came in the older form
   */
  void updated(SessionSettings settings, boolean inOldForm) {
    session(inOldForm ? "transcription_session.updated" : "session.updated", settings, inOldForm);
  }

  private void session(String type, SessionSettings settings, boolean inOldForm) {
    send(type, json -> SessionJson.write(json, session, settings, inOldForm));
  }

  /**
   * A fault.
   *
   * @param id the client's name for the event at fault; empty if it gave none
   */
  void error(String id, RuntimeException e) {
    send(
        "error",
        json -> {
          json.writeObjectFieldStart("error");
          ErrorBody.writeFields(json, e);
          json.writeStringField("event_id", id.isEmpty() ? null : id);
          json.writeEndObject();
        });
  }

  void cleared() {
    send("input_audio_buffer.cleared", json -> {});
  }

  /**
   * Somebody speaks.
   *
   * @param seconds where in all the sound of the session
   */
  void speechStarted(String item, double seconds) {
    send(
        "input_audio_buffer.speech_started",
        json -> {
          json.writeStringField("item_id", item);
          json.writeNumberField("audio_start_ms", milliseconds(seconds));
        });
  }

  void speechStopped(String item, double seconds) {
    send(
        "input_audio_buffer.speech_stopped",
        json -> {
          json.writeStringField("item_id", item);
          json.writeNumberField("audio_end_ms", milliseconds(seconds));
        });
  }

  /** An item has all its sound. */
  void committed(String item) {
    Optional<String> previous = lastItem;
    lastItem = Optional.of(item);
    send(
        "input_audio_buffer.committed",
        json -> {
          json.writeStringField("previous_item_id", previous.orElse(null));
          json.writeStringField("item_id", item);
        });
    if (isOldForm) {
      item("conversation.item.created", item, previous);
    } else {
      item("conversation.item.added", item, previous);
      item("conversation.item.done", item, previous);
    }
  }

  private void item(String type, String item, Optional<String> previous) {
    send(
        type,
        json -> {
          json.writeStringField("previous_item_id", previous.orElse(null));
          json.writeObjectFieldStart("item");
          json.writeStringField("id", item);
          json.writeStringField("object", "realtime.item");
          json.writeStringField("type", "message");
          json.writeStringField("status", "completed");
          json.writeStringField("role", "user");
          json.writeArrayFieldStart("content");
          json.writeStartObject();
          json.writeStringField("type", "input_audio");
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /**
   * Words that follow those before, for good.
   *
   * @param isFirst whether they are the first of their item
   */
  void delta(String item, List<Word> words, boolean isFirst, boolean logprobs) {
    send(
        TRANSCRIPTION + "delta",
        json -> {
          writeItem(json, item);
          json.writeStringField("delta", TranscriptJson.delta(words, isFirst));
          if (logprobs) {
            TranscriptJson.writeLogprobs(json, words, isFirst);
          }
        });
  }

  /** What follows the deltas so far, for now. It is left out where the client lags behind. */
  void partial(String item, List<Word> words) {
    outbox.sendIfIdle(
        text(
            "nghe.input_audio_transcription.partial",
            json -> {
              writeItem(json, item);
              json.writeStringField("text", TranscriptJson.delta(words, true));
            }));
  }

  /**
   * All words of an item.
   *
   * @param seconds how long its sound is
   */
  void completed(String item, List<Word> words, double seconds, SessionSettings settings) {
    send(
        TRANSCRIPTION + "completed",
        json -> {
          writeItem(json, item);
          json.writeStringField("transcript", TranscriptJson.delta(words, true));
          TranscriptJson.writeUsage(json, seconds);
          if (settings.logprobs()) {
            TranscriptJson.writeLogprobs(json, words, true);
          }
          if (settings.words()) {
            TranscriptJson.writeWords(json, words);
          }
        });
  }

  private static void writeItem(JsonGenerator json, String item) throws IOException {
    json.writeStringField("item_id", item);
    json.writeNumberField("content_index", 0);
  }

  private static long milliseconds(double seconds) {
    return Math.round(seconds * 1000);
  }

  private void send(String type, JsonBytes.Fields fields) {
    outbox.send(text(type, fields));
  }

  private static String text(String type, JsonBytes.Fields fields) {
    byte[] event =
        JsonBytes.object(
            json -> {
              json.writeStringField("type", type);
              json.writeStringField("event_id", Ids.next("event"));
              fields.write(json);
            });
    return new String(event, StandardCharsets.UTF_8);
  }
}
