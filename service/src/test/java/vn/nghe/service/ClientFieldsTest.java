// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields as clients send them that were not made for this service. */
class ClientFieldsTest {
  private static final Client CLIENT = SharedService.client();

  private static void assertTranscribed(Form form) {
    HttpResponse<String> plain = CLIENT.transcribe(Form.good().end());
    HttpResponse<String> answer = CLIENT.transcribe(form.end());
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(plain.body(), answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "language",
        "prompt",
        "response_format",
        "temperature",
        "stream",
        "include[]",
        "timestamp_granularities[]",
        "keywords[]",
        "hotwords",
        "chunking_strategy",
        "task",
        "known_speaker_names[]",
        "diarize"
      })
  void anEmptyFieldIsOneThatWasLeftOut(String name) {
    assertTranscribed(Form.good().text(name, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vi", "VI", "vi-VN", "vi_VN", "vie", "VIE", "vietnamese", "Vietnamese", " vi "})
  void vietnameseHasManyNames(String language) {
    assertTranscribed(Form.good().text("language", language));
  }

  @ParameterizedTest
  @CsvSource({
    "vad_filter, true",
    "task, transcribe",
    "user, user-1234",
    "beam_size, 5",
    "condition_on_previous_text, false",
    "word_timestamps, false",
    "known_speaker_names[], An",
    "known_speaker_references[], 'data:audio/wav;base64,AA=='"
  })
  void fieldsOfOtherServicesChangeNothing(String name, String value) {
    assertTranscribed(Form.good().text(name, value));
  }

  @Test
  void everyKeywordMayBeAPartOfItsOwn() {
    Form form = Form.good();
    for (int i = 0; i < 1_000; i++) {
      form.text("keywords[]", "đà lạt");
    }
    assertEquals(200, CLIENT.transcribe(form.end()).statusCode());
  }
}
