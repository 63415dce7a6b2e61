// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import java.util.ArrayList;
import java.util.List;
import vn.nghe.service.http.EventStream;
import vn.nghe.service.http.Json;
import vn.nghe.transcript.Segment;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

/** Sends a transcript while it grows, as the events that OpenAI defines. */
final class TranscriptEvents {
  private final EventStream events;
  private final TranscriptionRequest wish;
  private final String language;

  /** Words that belong to no segment yet that has been sent. */
  private final List<Word> open = new ArrayList<>();

  private boolean isFirst = true;
  private int segments;

  TranscriptEvents(EventStream events, TranscriptionRequest wish, String language) {
    this.events = events;
    this.wish = wish;
    this.language = language;
  }

  /** Sends words that follow those before. */
  void add(List<Word> words) {
    events.send(
        Json.object(
            json -> {
              json.writeStringField("type", "transcript.text.delta");
              json.writeStringField("delta", TranscriptJson.delta(words, isFirst));
              if (wish.logprobs()) {
                TranscriptJson.writeLogprobs(json, words, isFirst);
              }
            }));
    isFirst = false;
    if (wish.format() == ResponseFormat.VERBOSE_JSON) {
      open.addAll(words);
      // More words may belong to the last one.
      sendSegments(1);
    }
  }

  /** Sends the whole, after all its words. */
  void finish(Transcript transcript) {
    sendSegments(0);
    events.send(
        Json.object(
            json -> {
              json.writeStringField("type", "transcript.text.done");
              json.writeStringField("text", transcript.text());
              if (wish.logprobs()) {
                TranscriptJson.writeLogprobs(json, transcript.words(), true);
              }
              TranscriptJson.writeUsage(json, transcript.seconds());
            }));
    events.close();
  }

  /**
   * Where a segment ends depends on its own words and the next one alone, so those that are open
   * can be cut by themselves.
   */
  private void sendSegments(int kept) {
    double end = open.isEmpty() ? 0 : open.getLast().end();
    List<Segment> cut = new Transcript(language, end, open).segments();
    for (Segment segment : cut.subList(0, Math.max(0, cut.size() - kept))) {
      send(segment);
      open.subList(0, segment.words().size()).clear();
    }
  }

  private void send(Segment segment) {
    events.send(
        Json.object(
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
