// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Transcription sessions over a WebSocket, with real speech. */
class RealtimeTest {
  private static final String CLIP = "cv9-vi-24743774.wav";
  private static final String OTHER_CLIP = "cv9-vi-23689547.wav";
  private static final String ADDED = "conversation.item.added";
  private static final String DELTA = "conversation.item.input_audio_transcription.delta";
  private static final String COMPLETED = "conversation.item.input_audio_transcription.completed";
  private static final String PARTIAL = "nghe.input_audio_transcription.partial";
  private static final String STARTED = "input_audio_buffer.speech_started";
  private static final String STOPPED = "input_audio_buffer.speech_stopped";
  private static final String COMMITTED = "input_audio_buffer.committed";

  private final NgheService service = SharedService.get();

  @Test
  void aSessionBeginsWithItsSettings() {
    try (RealtimeClient client = RealtimeClient.open(service, "?model=whisper-1", "realtime")) {
      assertEquals("realtime", client.socket().getSubprotocol());
      JsonNode session = client.await("session.created").path("session");
      assertEquals("transcription", session.path("type").asText());
      assertEquals("realtime.transcription_session", session.path("object").asText());
      JsonNode input = session.path("audio").path("input");
      assertEquals("audio/pcm", input.path("format").path("type").asText());
      assertEquals(24_000, input.path("format").path("rate").asInt());
      assertEquals("whisper-1", input.path("transcription").path("model").asText());
      assertEquals("server_vad", input.path("turn_detection").path("type").asText());
      assertFalse(session.has("nghe"));
    }
  }

  @Test
  void aCommittedClipSaysWhatItSaysAsAFile() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      update(client, "{\"turn_detection\":null}", "");
      byte[] clip = Speech.pcm(CLIP);
      client.append(clip, Speech.TENTH).commit();

      String item = client.await(COMMITTED).path("item_id").asText();
      JsonNode completed = client.await(COMPLETED);

      assertEquals(offline(CLIP), completed.path("transcript").asText());
      assertEquals(item, completed.path("item_id").asText());
      assertEquals(0, completed.path("content_index").asInt(-1));
      assertEquals("duration", completed.path("usage").path("type").asText());
      assertEquals(
          clip.length / 48_000.0, completed.path("usage").path("seconds").asDouble(), 0.0005);
      assertEquals(deltas(client, item), completed.path("transcript").asText());
      assertEquals(item, client.events(ADDED).getFirst().path("item").path("id").asText());
      assertEquals(List.of(), client.events(STARTED));
      // A strict client knows neither of our extensions.
      assertEquals(List.of(), client.events(PARTIAL));
      assertFalse(completed.has("words"));
    }
  }

  @Test
  void twoClipsAndAPauseAreTwoItemsWhereTheServiceDetectsTurns() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      byte[] pause = Speech.silence(1.5);
      client.append(
          Speech.join(Speech.pcm(CLIP), pause, Speech.pcm(OTHER_CLIP), pause), Speech.TENTH);

      JsonNode first = client.await(COMPLETED);
      JsonNode second = client.await(COMPLETED);

      assertEquals(offline(CLIP), first.path("transcript").asText());
      assertEquals(offline(OTHER_CLIP), second.path("transcript").asText());
      String item = second.path("item_id").asText();
      assertEquals(
          List.of(STARTED, STOPPED, COMMITTED, ADDED, "conversation.item.done", DELTA, COMPLETED),
          client.events().stream()
              .filter(
                  event ->
                      item.equals(event.path("item_id").asText())
                          || item.equals(event.path("item").path("id").asText()))
              .map(event -> event.path("type").asText())
              .toList());
      assertEquals(
          first.path("item_id"), client.events(COMMITTED).getLast().path("previous_item_id"));
      assertTrue(client.events(COMMITTED).getFirst().path("previous_item_id").isNull());
      long ends = client.events(STOPPED).getFirst().path("audio_end_ms").asLong();
      long begins = client.events(STARTED).getLast().path("audio_start_ms").asLong();
      assertTrue(begins >= ends, client.events().toString());
    }
  }

  @Test
  void deltasOnlyAppendAndPartialsFollowThem() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      update(
          client,
          "{\"turn_detection\":{\"type\":\"server_vad\",\"silence_duration_ms\":5000}}",
          ",\"nghe\":{\"partials\":true,\"words\":true}");
      // Long enough without a pause to be cut.
      byte[] clip = Speech.pcm(CLIP);
      byte[] other = Speech.pcm(OTHER_CLIP);
      client.append(Speech.join(clip, other), Speech.TENTH).await(PARTIAL);
      client.append(Speech.join(clip, other, Speech.silence(6)), Speech.TENTH);

      JsonNode completed = client.await(COMPLETED);

      String item = completed.path("item_id").asText();
      String text = completed.path("transcript").asText();
      assertTrue(client.events(DELTA).size() > 1, client.events().toString());
      assertEquals(text, deltas(client, item));
      assertFalse(client.events(PARTIAL).isEmpty());
      assertEquals(
          text,
          stream(completed.path("words"))
              .map(word -> word.path("word").asText())
              .collect(Collectors.joining(" ")));
      for (JsonNode word : completed.path("words")) {
        assertTrue(word.path("confidence").asDouble(-1) >= 0, word.toString());
        assertTrue(word.path("end").asDouble(-1) >= word.path("start").asDouble(), word.toString());
      }
    }
  }

  @Test
  void partialsOfAnOpenTurnComeBeforeItsEnd() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      update(client, "{\"turn_detection\":null}", ",\"nghe\":{\"partials\":true}");
      client.append(Speech.pcm(CLIP), Speech.TENTH);

      JsonNode partial = client.await(PARTIAL);
      assertFalse(partial.path("text").asText().isEmpty());
      client.commit();

      assertEquals(partial.path("item_id"), client.await(COMPLETED).path("item_id"));
    }
  }

  @Test
  void logprobsAreThereForWhoAsks() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      update(
          client,
          "{\"turn_detection\":null}",
          ",\"include\":[\"item.input_audio_transcription.logprobs\"]");
      client.append(Speech.pcm(CLIP), Speech.TENTH).commit();

      JsonNode completed = client.await(COMPLETED);
      assertEquals(
          completed.path("transcript").asText(),
          stream(completed.path("logprobs"))
              .map(token -> token.path("token").asText())
              .collect(Collectors.joining()));
    }
  }

  @Test
  void soundOfTelephonesIsHeard() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      update(client, "{\"format\":{\"type\":\"audio/pcmu\"},\"turn_detection\":null}", "");
      byte[] clip = Speech.muLaw(CLIP);
      client.append(clip, 800).commit();

      JsonNode completed = client.await(COMPLETED);
      // Half of the band is gone, so a word may be another.
      assertTrue(
          sharedWords(offline(CLIP), completed.path("transcript").asText()) >= 0.5,
          completed.toString());
      assertEquals(clip.length / 8000.0, completed.path("usage").path("seconds").asDouble(), 5e-4);
    }
  }

  @Test
  void keywordsAreHeard() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      update(
          client,
          "{\"turn_detection\":null,\"transcription\":{\"model\":\"whisper-1\",\"language\":\"vi\","
              + "\"keywords\":[\"hết câu\"],\"prompt\":\"Đà Lạt\"}}",
          "");
      assertEquals(
          "hết câu",
          client
              .events("session.updated")
              .getFirst()
              .at("/session/audio/input/transcription/keywords/0")
              .asText());
      client.append(Speech.pcm("cv9-vi-26202343.wav"), Speech.TENTH).commit();

      assertEquals("anh nói chưa hết câu", client.await(COMPLETED).path("transcript").asText());
    }
  }

  @Test
  void whatIsClearedIsNotHeard() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      update(client, "{\"turn_detection\":null}", "");
      client.append(Speech.pcm(OTHER_CLIP), Speech.TENTH);
      client.send("{\"type\":\"input_audio_buffer.clear\"}").await("input_audio_buffer.cleared");
      client.commit();
      JsonNode error = client.await("error").path("error");
      assertEquals("input_audio_buffer_commit_empty", error.path("code").asText());
      client.append(Speech.pcm(CLIP), Speech.TENTH).commit();

      assertEquals(offline(CLIP), client.await(COMPLETED).path("transcript").asText());
    }
  }

  @Test
  void theOlderFormOfTheProtocolIsSpoken() {
    try (RealtimeClient client =
        RealtimeClient.open(
            service, "?intent=transcription", "realtime", "openai-beta.realtime-v1")) {
      JsonNode session = client.await("transcription_session.created").path("session");
      assertEquals("pcm16", session.path("input_audio_format").asText());
      client.send(
          "{\"type\":\"transcription_session.update\",\"session\":{\"input_audio_format\":\"pcm16\","
              + "\"input_audio_transcription\":{\"model\":\"whisper-1\"},\"turn_detection\":null,"
              + "\"input_audio_noise_reduction\":{\"type\":\"near_field\"}}}");
      JsonNode updated = client.await("transcription_session.updated").path("session");
      assertTrue(updated.path("turn_detection").isNull());
      assertFalse(updated.has("input_audio_noise_reduction"));
      client.append(Speech.pcm(CLIP), Speech.TENTH).commit();

      assertEquals(offline(CLIP), client.await(COMPLETED).path("transcript").asText());
      assertEquals(1, client.events("conversation.item.created").size());
    }
  }

  @Test
  void vietnameseHasManyNamesAndEmptyTextTakesSettingsBack() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      for (String language : List.of("vi-VN", "vie", "Vietnamese", "")) {
        client.send(
            "{\"type\":\"session.update\",\"session\":{\"type\":\"transcription\",\"audio\":{\"input\":"
                + "{\"transcription\":{\"model\":\"\",\"prompt\":\"\",\"language\":\""
                + language
                + "\"}}}}}");
        JsonNode hints = client.await("session.updated").at("/session/audio/input/transcription");
        assertEquals(language, hints.path("language").asText(""));
        assertFalse(hints.has("prompt"));
      }
    }
  }

  @Test
  void aPingIsAnswered() {
    try (RealtimeClient client = RealtimeClient.open(service)) {
      client.await("session.created");
      assertEquals("hello", client.ping("hello"));
    }
  }

  private static void update(RealtimeClient client, String input, String more) {
    client.send(
        "{\"type\":\"session.update\",\"session\":{\"type\":\"transcription\",\"audio\":{\"input\":"
            + input
            + "}"
            + more
            + "}}");
    client.await("session.updated");
  }

  private static String deltas(RealtimeClient client, String item) {
    return client.events(DELTA).stream()
        .filter(delta -> delta.path("item_id").asText().equals(item))
        .map(delta -> delta.path("delta").asText())
        .collect(Collectors.joining());
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static double sharedWords(String expected, String heard) {
    List<String> words = List.of(heard.split(" "));
    List<String> all = List.of(expected.split(" "));
    return (double) all.stream().filter(words::contains).count() / all.size();
  }

  private static String offline(String clip) {
    Form form = Form.ofFile(TestFiles.bytes(TestFiles.clip(clip))).end();
    return Client.json(SharedService.client().transcribe(form).body()).path("text").asText();
  }
}
