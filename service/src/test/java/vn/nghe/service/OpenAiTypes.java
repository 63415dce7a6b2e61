// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.ErrorObject;
import com.openai.models.audio.transcriptions.Transcription;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.audio.transcriptions.TranscriptionVerbose;
import com.openai.models.models.Model;
import com.openai.models.realtime.RealtimeServerEvent;
import java.util.Set;

/**
 * Holds what the service sends to OpenAI's published types, as OpenAI's client for Java has them:
 * its strict validation throws for a field that is missing, of another type or of another value.
 * All helpers of the tests that receive something check it here.
 */
final class OpenAiTypes {
  /** Where OpenAI's document allows null; elsewhere clients of typed languages do not expect it. */
  private static final Set<String> NULLABLE =
      Set.of("param", "code", "event_id", "previous_item_id", "turn_detection");

  private OpenAiTypes() {}

  /** Checks the body of an answer of the API in JSON. */
  static void checkAnswer(String path, int status, JsonNode body) {
    if (status >= 400) {
      check(body.path("error"), ErrorObject.class);
    } else if (path.equals("/v1/audio/transcriptions")) {
      check(body, body.has("duration") ? TranscriptionVerbose.class : Transcription.class);
    } else if (path.equals("/v1/models")) {
      body.path("data").forEach(model -> check(model, Model.class));
    } else if (path.startsWith("/v1/models/")) {
      check(body, Model.class);
    }
  }

  /** Checks one event of a stream. */
  static void checkStreamed(JsonNode event) {
    if (event.path("type").asText().equals("error")) {
      check(event.path("error"), ErrorObject.class);
    } else {
      check(event, TranscriptionStreamEvent.class);
    }
  }

  /** Checks one event of a realtime session. */
  static void checkRealtime(JsonNode event) {
    String type = event.path("type").asText();
    if (type.equals("transcription_session.updated")) {
      check(event, com.openai.models.beta.realtime.RealtimeServerEvent.class);
    } else if (!type.equals("transcription_session.created") && !type.startsWith("nghe.")) {
      check(event, RealtimeServerEvent.class);
    }
  }

  private static void check(JsonNode json, Class<?> type) {
    refuseNulls(json, json);
    try {
      Object parsed = ObjectMappers.jsonMapper().readValue(json.toString(), type);
      switch (parsed) {
        case ErrorObject error -> error.validate();
        case Transcription transcription -> transcription.validate();
        case TranscriptionVerbose transcription -> transcription.validate();
        case TranscriptionStreamEvent event -> event.validate();
        case Model model -> model.validate();
        case RealtimeServerEvent event -> event.validate();
        case com.openai.models.beta.realtime.RealtimeServerEvent event -> event.validate();
        default -> throw new AssertionError(type);
      }
    } catch (JsonProcessingException | OpenAIInvalidDataException e) {
      throw new AssertionError(json + " is not of OpenAI's " + type.getSimpleName(), e);
    }
  }

  private static void refuseNulls(JsonNode json, JsonNode whole) {
    json.properties()
        .forEach(
            field -> {
              assertTrue(
                  !field.getValue().isNull() || NULLABLE.contains(field.getKey()),
                  () -> field.getKey() + " is null in " + whole);
              refuseNulls(field.getValue(), whole);
            });
    if (json.isArray()) {
      json.forEach(element -> refuseNulls(element, whole));
    }
  }
}
