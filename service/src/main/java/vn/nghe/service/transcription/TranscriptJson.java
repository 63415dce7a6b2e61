// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import vn.nghe.audio.AudioWarning;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/** What all of OpenAI's forms of a transcript write alike. */
public final class TranscriptJson {
  private static final int FRAMES_PER_SECOND = 50;

  private TranscriptJson() {}

  /**
   * What the request would be billed by, as OpenAI reports it for models without tokens.
   *
   * @param seconds how long the audio is
   */
  public static void writeUsage(JsonGenerator json, double seconds) throws IOException {
    json.writeObjectFieldStart("usage");
    json.writeStringField("type", "duration");
    json.writeNumberField("seconds", milliseconds(seconds));
    json.writeEndObject();
  }

  /**
   * The same for the last event of a stream, whose schema knows usage in tokens only: the encoder's
   * frames of 20 ms are what goes in, words are what comes out. {@code seconds} is this service's
   * own field.
   */
  static void writeTokenUsage(JsonGenerator json, Transcript transcript) throws IOException {
    long frames = (long) Math.ceil(transcript.seconds() * FRAMES_PER_SECOND);
    int words = transcript.words().size();
    json.writeObjectFieldStart("usage");
    json.writeStringField("type", "tokens");
    json.writeNumberField("input_tokens", frames);
    json.writeNumberField("output_tokens", words);
    json.writeNumberField("total_tokens", frames + words);
    json.writeNumberField("seconds", milliseconds(transcript.seconds()));
    json.writeEndObject();
  }

  /**
   * A word for each token, with the space before it, and the natural logarithm of its confidence.
   *
   * @param isFirst whether the text begins with these words, so that no space stands before them
   */
  public static void writeLogprobs(JsonGenerator json, List<Word> words, boolean isFirst)
      throws IOException {
    json.writeArrayFieldStart("logprobs");
    String space = isFirst ? "" : " ";
    for (Word word : words) {
      String token = space + word.text();
      json.writeStartObject();
      json.writeStringField("token", token);
      json.writeArrayFieldStart("bytes");
      for (byte octet : token.getBytes(StandardCharsets.UTF_8)) {
        json.writeNumber(octet & 0xff);
      }
      json.writeEndArray();
      json.writeNumberField("logprob", word.logProbability());
      json.writeEndObject();
      space = " ";
    }
    json.writeEndArray();
  }

  /**
   * This service's own fields on what was wrong with the recording; nothing where nothing was.
   * OpenAI's clients ignore them.
   */
  static void writeWarnings(JsonGenerator json, Transcript transcript) throws IOException {
    if (transcript.warnings().isEmpty()) {
      return;
    }
    json.writeBooleanField("truncated", transcript.isTruncated());
    json.writeArrayFieldStart("warnings");
    for (AudioWarning warning : transcript.warnings()) {
      json.writeStartObject();
      json.writeStringField("kind", warning.kind().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("count", warning.count());
      json.writeNumberField("at", milliseconds(warning.second()));
      json.writeNumberField("lost", milliseconds(warning.lostSeconds()));
      json.writeStringField("message", warning.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The words of a text, ready to be appended to what was said before. */
  public static String delta(List<Word> words, boolean isFirst) {
    StringBuilder text = new StringBuilder();
    for (Word word : words) {
      text.append(isFirst && text.isEmpty() ? "" : " ").append(word.text());
    }
    return text.toString();
  }

  /** Every word with its times and its confidence. */
  public static void writeWords(JsonGenerator json, List<Word> words) throws IOException {
    json.writeArrayFieldStart("words");
    for (Word word : words) {
      json.writeStartObject();
      json.writeStringField("word", word.text());
      writeTimes(json, word.start(), word.end());
      json.writeNumberField("confidence", word.confidence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The times of a word or a segment, as fields of an object that is begun. */
  static void writeTimes(JsonGenerator json, double start, double end) throws IOException {
    json.writeNumberField("start", milliseconds(start));
    json.writeNumberField("end", milliseconds(end));
  }

  /** Seconds without digits that no frame of a model can carry. */
  static double milliseconds(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
