// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import java.nio.charset.StandardCharsets;
import vn.nghe.service.http.JsonBytes;
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
      case JSON -> json(transcript, request.logprobs());
      case VERBOSE_JSON -> VerboseJson.of(transcript, request.granularities());
      // OpenAI ends the line, too.
      case TEXT -> bytes(transcript.text() + "\n");
      case SRT -> bytes(Subtitles.srt(transcript));
      case VTT -> bytes(Subtitles.webVtt(transcript));
    };
  }

  private static byte[] json(Transcript transcript, boolean logprobs) {
    return JsonBytes.object(
        json -> {
          json.writeStringField("text", transcript.text());
          if (logprobs) {
            TranscriptJson.writeLogprobs(json, transcript.words(), true);
          }
          TranscriptJson.writeWarnings(json, transcript);
          TranscriptJson.writeUsage(json, transcript.seconds());
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
