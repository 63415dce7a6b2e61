// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Base64;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/** Reads the messages of a client. Whatever they hold, the result is an event. */
final class ClientEvents {
  /** Bytes of sound in one event, as OpenAI documents. */
  private static final int MOST_AUDIO = 15 << 20;

  /** Levels of objects and arrays; the protocol has five. */
  private static final int DEEPEST = 16;

  /** Characters of an identifier, as OpenAI documents. */
  private static final int LONGEST_ID = 512;

  /** What a decoder of UTF-8 writes for what is none. */
  private static final char REPLACEMENT = '\ufffd';

  private final ObjectMapper mapper;

  /**
   * @param mostCharacters of a message
   */
  ClientEvents(int mostCharacters) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(mostCharacters)
            .build();
    this.mapper =
        new ObjectMapper(
                JsonFactory.builder()
                    .streamReadConstraints(constraints)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  ClientEvent read(CharSequence message) {
    String text = message.toString();
    if (text.indexOf(REPLACEMENT) >= 0) {
      return refused("", ErrorCode.INVALID_EVENT, "", "The message is not text in UTF-8.");
    }
    JsonNode event;
    try {
      event = mapper.readTree(text);
    } catch (JsonProcessingException e) {
      return refused("", ErrorCode.INVALID_EVENT, "", "The message is not JSON.");
    }
    if (!event.isObject()) {
      return refused("", ErrorCode.INVALID_EVENT, "", "An event must be a JSON object.");
    }
    String id = event.path("event_id").asText("");
    if (id.length() > LONGEST_ID) {
      return refused(
          "",
          ErrorCode.STRING_ABOVE_MAX_LENGTH,
          "event_id",
          "Field 'event_id' is longer than " + LONGEST_ID + " characters.");
    }
    return switch (event.path("type").asText("")) {
      case "session.update" -> update(id, event, false);
      case "transcription_session.update" -> update(id, event, true);
      case "input_audio_buffer.append" -> append(id, event);
      case "input_audio_buffer.commit" -> new ClientEvent.Commit(id);
      case "input_audio_buffer.clear" -> new ClientEvent.Clear(id);
      case "" ->
          refused(id, ErrorCode.MISSING_REQUIRED_PARAMETER, "type", "Field 'type' is required.");
      default ->
          refused(
              id,
              ErrorCode.INVALID_VALUE,
              "type",
              "There is no such event in a transcription session. It takes session.update and"
                  + " input_audio_buffer.append, .commit and .clear.");
    };
  }

  /** The answer to a binary message. */
  static ClientEvent binary() {
    return refused(
        "",
        ErrorCode.INVALID_EVENT,
        "",
        "Binary messages are not taken. Send sound as base64 in input_audio_buffer.append.");
  }

  private static ClientEvent update(String id, JsonNode event, boolean isOldForm) {
    JsonNode session = event.path("session");
    return session.isObject()
        ? new ClientEvent.Update(id, session, isOldForm)
        : refused(id, ErrorCode.INVALID_TYPE, "session", "Field 'session' must be an object.");
  }

  private static ClientEvent append(String id, JsonNode event) {
    JsonNode audio = event.path("audio");
    if (!audio.isTextual()) {
      return refused(id, ErrorCode.INVALID_TYPE, "audio", "Field 'audio' must be text in base64.");
    }
    byte[] bytes;
    try {
      // Java's decoder takes text without its padding, which may as well have lost more.
      if (audio.textValue().length() % 4 != 0) {
        throw new IllegalArgumentException("no whole groups");
      }
      bytes = Base64.getDecoder().decode(audio.textValue());
    } catch (IllegalArgumentException _) {
      return refused(id, ErrorCode.INVALID_VALUE, "audio", "Field 'audio' is not base64.");
    }
    return bytes.length <= MOST_AUDIO
        ? new ClientEvent.Append(id, ByteBuffer.wrap(bytes))
        : refused(
            id,
            ErrorCode.INVALID_VALUE,
            "audio",
            "Field 'audio' holds more than " + MOST_AUDIO + " bytes. Send it in parts.");
  }

  private static ClientEvent refused(String id, ErrorCode code, String parameter, String message) {
    return new ClientEvent.Refused(id, RefusedException.ofParameter(code, parameter, message));
  }
}
