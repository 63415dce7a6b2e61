// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;
import vn.nghe.service.http.JsonBytes;
import vn.nghe.transcript.Cue;
import vn.nghe.transcript.Transcript;

/**
 * The {@code verbose_json} format. It was made for Whisper's decoder; a CTC model has no windows to
 * seek to, no temperature and no probability of silence, so those fields are 0, and no decoder
 * tokens, so their list is empty. Words have a field of this service's own, {@code confidence}: how
 * likely each is right, 0 to 1.
 */
final class VerboseJson {
  private VerboseJson() {}

  static byte[] of(Transcript transcript, Set<Granularity> granularities) {
    return JsonBytes.object(
        json -> {
          json.writeStringField("task", "transcribe");
          json.writeStringField("language", englishName(transcript.language()));
          json.writeNumberField("duration", TranscriptJson.milliseconds(transcript.seconds()));
          json.writeStringField("text", transcript.text());
          if (granularities.contains(Granularity.WORD)) {
            TranscriptJson.writeWords(json, transcript.words());
          }
          if (granularities.contains(Granularity.SEGMENT)) {
            writeSegments(json, transcript.cues());
          }
          TranscriptJson.writeWarnings(json, transcript);
          TranscriptJson.writeUsage(json, transcript.seconds());
        });
  }

  /** OpenAI answers {@code vietnamese} where it is asked for {@code vi}. */
  private static String englishName(String language) {
    return Locale.of(language).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT);
  }

  private static void writeSegments(JsonGenerator json, List<Cue> segments) throws IOException {
    json.writeArrayFieldStart("segments");
    for (int id = 0; id < segments.size(); id++) {
      writeSegment(json, id, segments.get(id));
    }
    json.writeEndArray();
  }

  private static void writeSegment(JsonGenerator json, int id, Cue segment) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeNumberField("seek", 0);
    TranscriptJson.writeTimes(json, segment.start(), segment.end());
    json.writeStringField("text", segment.text());
    json.writeArrayFieldStart("tokens");
    json.writeEndArray();
    json.writeNumberField("temperature", 0);
    json.writeNumberField("avg_logprob", segment.averageLogProbability());
    json.writeNumberField("compression_ratio", compressionRatio(segment.text()));
    json.writeNumberField("no_speech_prob", 0);
    json.writeEndObject();
  }

  /**
   * As in Whisper's {@code utils.py}: the length in UTF-8 over the length that zlib makes of it.
   */
  private static double compressionRatio(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // zlib's own bound for what cannot be compressed: 5 bytes a block of 16 KiB, and 6 around them.
    byte[] compressed = new byte[bytes.length + 5 * (bytes.length / 16_384 + 1) + 6];
    try (Deflater zlib = new Deflater()) {
      zlib.setInput(bytes);
      zlib.finish();
      return (double) bytes.length / zlib.deflate(compressed);
    }
  }
}
