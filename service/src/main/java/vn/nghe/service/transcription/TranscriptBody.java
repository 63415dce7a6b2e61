// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import vn.nghe.service.http.Json;
import vn.nghe.service.http.Replies;
import vn.nghe.transcript.Subtitles;
import vn.nghe.transcript.Transcript;

/** A transcript in the form that was asked for. */
final class TranscriptBody {
  private TranscriptBody() {}

  static String contentType(ResponseFormat format) {
    return switch (format) {
      case JSON, VERBOSE_JSON -> Replies.JSON;
      case TEXT -> "text/plain; charset=utf-8";
      case SRT -> "application/x-subrip; charset=utf-8";
      case VTT -> "text/vtt; charset=utf-8";
    };
  }

  static byte[] of(Transcript transcript, TranscriptionRequest request) {
    return switch (request.format()) {
      case JSON -> json(transcript);
      case VERBOSE_JSON -> VerboseJson.of(transcript, request.granularities());
      // OpenAI ends the line, too.
      case TEXT -> bytes(transcript.text() + "\n");
      case SRT -> bytes(Subtitles.srt(transcript));
      case VTT -> bytes(Subtitles.webVtt(transcript));
    };
  }

  private static byte[] json(Transcript transcript) {
    return Json.object(
        json -> {
          json.writeStringField("text", transcript.text());
          writeUsage(json, transcript);
        });
  }

  /** What the request would be billed by, as OpenAI reports it for models without tokens. */
  static void writeUsage(JsonGenerator json, Transcript transcript) throws IOException {
    json.writeObjectFieldStart("usage");
    json.writeStringField("type", "duration");
    json.writeNumberField("seconds", milliseconds(transcript.seconds()));
    json.writeEndObject();
  }

  /** Seconds without digits that no frame of a model can carry. */
  static double milliseconds(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
