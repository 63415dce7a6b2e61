// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import vn.nghe.service.http.EventStream;
import vn.nghe.service.http.JsonBytes;
import vn.nghe.transcript.Cue;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/** Sends a transcript while it grows, as the events that OpenAI defines. */
final class TranscriptEvents {
  /** After so many seconds without a word a client is told that work goes on, text or not. */
  private static final double LONGEST_SILENCE = 30;

  private final EventStream events;
  private final TranscriptionRequest wish;
  private final String language;

  /** Words that belong to no segment yet that has been sent. */
  private final List<Word> open = new ArrayList<>();

  private boolean isFirst = true;
  private int segments;

  private double recognised;
  private OptionalDouble duration = OptionalDouble.empty();

  /** How much of what is recognised the client knows of, in seconds. */
  private double told;

  TranscriptEvents(EventStream events, TranscriptionRequest wish, String language) {
    this.events = events;
    this.wish = wish;
    this.language = language;
  }

  /**
   * Hears how far the clip is recognised, which the next words tell the client. Where none follow
   * for a long time an event without any does.
   *
   * @param seconds of the clip that are behind
   * @param clip how long it is, in seconds
   */
  void recognised(double seconds, double clip) {
    recognised = seconds;
    duration = OptionalDouble.of(clip);
    // At its end the client is told more than that.
    if (seconds - told >= LONGEST_SILENCE && seconds < clip) {
      sendDelta(List.of());
    }
  }

  /** Sends words that follow those before. */
  void add(List<Word> words) {
    sendDelta(words);
    isFirst = false;
    if (wish.format() == ResponseFormat.VERBOSE_JSON) {
      open.addAll(words);
      // More words may belong to the last one.
      sendSegments(1);
    }
  }

  private void sendDelta(List<Word> words) {
    events.send(
        JsonBytes.object(
            json -> {
              json.writeStringField("type", "transcript.text.delta");
              json.writeStringField("delta", TranscriptJson.delta(words, isFirst));
              if (wish.logprobs()) {
                TranscriptJson.writeLogprobs(json, words, isFirst);
              }
              if (wish.granularities().contains(Granularity.WORD)) {
                TranscriptJson.writeWords(json, words);
              }
              writeProgress(json);
            }));
    told = recognised;
  }

  /** This service's own field, which OpenAI's clients pass over. */
  private void writeProgress(JsonGenerator json) throws IOException {
    if (duration.isPresent()) {
      json.writeObjectFieldStart("progress");
      json.writeNumberField("seconds", TranscriptJson.milliseconds(recognised));
      json.writeNumberField("duration", TranscriptJson.milliseconds(duration.getAsDouble()));
      json.writeEndObject();
    }
  }

  /** Sends the whole, after all its words. */
  void finish(Transcript transcript) {
    sendSegments(0);
    events.send(
        JsonBytes.object(
            json -> {
              json.writeStringField("type", "transcript.text.done");
              json.writeStringField("text", transcript.text());
              if (wish.logprobs()) {
                TranscriptJson.writeLogprobs(json, transcript.words(), true);
              }
              TranscriptJson.writeWarnings(json, transcript);
              TranscriptJson.writeTokenUsage(json, transcript);
            }));
    events.close();
  }

  /**
   * Where a segment ends depends on its own words and the next one alone, so those that are open
   * can be cut by themselves.
   */
  private void sendSegments(int kept) {
    double end = open.isEmpty() ? 0 : open.getLast().end();
    List<Cue> cut = new Transcript(language, end, open).cues();
    for (Cue segment : cut.subList(0, Math.max(0, cut.size() - kept))) {
      send(segment);
      open.subList(0, segment.words().size()).clear();
    }
  }

  private void send(Cue segment) {
    events.send(
        JsonBytes.object(
            json -> {
              json.writeStringField("type", "transcript.text.segment");
              json.writeStringField("id", "seg_" + segments);
              TranscriptJson.writeTimes(json, segment.start(), segment.end());
              // The model cannot tell speakers apart, and clients insist on the field.
              json.writeStringField("speaker", "");
              json.writeStringField("text", segment.text());
            }));
    segments++;
  }
}
