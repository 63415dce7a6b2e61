// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.audio.AudioModel;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.Transcription;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionInclude;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.audio.transcriptions.TranscriptionVerbose;
import com.openai.models.models.Model;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.nghe.Transcriber;

/** The official client of OpenAI, told nothing but where the service is. */
class OpenAiClientTest {
  private static final OpenAIClient CLIENT =
      OpenAIOkHttpClient.builder()
          .baseUrl(SharedService.get().uri() + "/v1")
          .apiKey("not looked at")
          .build();

  @Test
  void transcribesToJson() {
    Transcription transcription =
        CLIENT.audio().transcriptions().create(params().build()).asTranscription();

    assertEquals(expectedText(), transcription.text());
    assertEquals(2.52, transcription.usage().orElseThrow().asDuration().seconds());
  }

  @Test
  void transcribesToVerboseJson() {
    TranscriptionVerbose transcription =
        CLIENT
            .audio()
            .transcriptions()
            .create(
                params()
                    .responseFormat(AudioResponseFormat.VERBOSE_JSON)
                    .timestampGranularities(
                        List.of(
                            TranscriptionCreateParams.TimestampGranularity.WORD,
                            TranscriptionCreateParams.TimestampGranularity.SEGMENT))
                    .prompt("Chuyện hằng ngày")
                    .language("vi")
                    .temperature(0.0)
                    .build())
            .asVerbose();

    transcription.validate();
    assertEquals(expectedText(), transcription.text());
    assertEquals("vietnamese", transcription.language());
    assertEquals(2.52, transcription.duration());
    assertEquals(
        expectedText(),
        String.join(" ", transcription.words().orElseThrow().stream().map(w -> w.word()).toList()));
    assertEquals(expectedText(), transcription.segments().orElseThrow().getFirst().text());
  }

  @Test
  void readsAStreamOfEvents() {
    StringBuilder deltas = new StringBuilder();
    List<String> texts = new ArrayList<>();
    try (StreamResponse<TranscriptionStreamEvent> stream =
        CLIENT
            .audio()
            .transcriptions()
            .createStreaming(params().include(List.of(TranscriptionInclude.LOGPROBS)).build())) {
      stream.stream()
          .forEach(
              event -> {
                event
                    .transcriptTextDelta()
                    .ifPresent(
                        delta -> {
                          assertFalse(delta.validate().logprobs().orElseThrow().isEmpty());
                          deltas.append(delta.delta());
                        });
                event.transcriptTextDone().ifPresent(done -> texts.add(done.text()));
              });
    }

    assertEquals(expectedText(), deltas.toString());
    assertEquals(List.of(expectedText()), texts);
  }

  @Test
  void seesARefusalOfAStreamAsItsOwnException() {
    BadRequestException refusal =
        assertThrows(
            BadRequestException.class,
            () -> {
              try (StreamResponse<TranscriptionStreamEvent> stream =
                  CLIENT
                      .audio()
                      .transcriptions()
                      .createStreaming(params().language("en").build())) {
                fail("there is a stream: " + stream);
              }
            });
    assertEquals("unsupported_value", refusal.code().orElseThrow());
  }

  @Test
  void listsAndRetrievesModels() {
    List<String> names = CLIENT.models().list().data().stream().map(Model::id).toList();

    assertEquals(List.of("nghe-base-vi", "whisper-1"), names);
    assertEquals("whisper-1", CLIENT.models().retrieve("whisper-1").validate().id());
  }

  @Test
  void seesRefusalsAsItsOwnExceptions() {
    BadRequestException language =
        assertThrows(
            BadRequestException.class,
            () -> CLIENT.audio().transcriptions().create(params().language("en").build()));
    assertEquals("unsupported_value", language.code().orElseThrow());
    assertEquals("language", language.param().orElseThrow());
    assertEquals("invalid_request_error", language.type().orElseThrow());
    assertFalse(language.getMessage().isBlank());

    assertEquals(
        "model_not_found",
        assertThrows(
                NotFoundException.class,
                () ->
                    CLIENT
                        .audio()
                        .transcriptions()
                        .create(params().model(AudioModel.of("gpt-4o-transcribe")).build()))
            .code()
            .orElseThrow());
  }

  @Test
  void seesThatAFileIsTooLarge() {
    TranscriptionCreateParams params =
        params().file(new ByteArrayInputStream(new byte[SharedService.MAX_BYTES + 1])).build();

    UnexpectedStatusCodeException tooLarge =
        assertThrows(
            UnexpectedStatusCodeException.class,
            () -> CLIENT.audio().transcriptions().create(params));
    assertEquals(413, tooLarge.statusCode());
    assertEquals("body_too_large", tooLarge.code().orElseThrow());
    assertTrue(CLIENT.models().list().data().size() > 0);
  }

  private static TranscriptionCreateParams.Builder params() {
    return TranscriptionCreateParams.builder()
        .file(TestFiles.clip(TestFiles.CLIPS.getFirst()))
        .model(AudioModel.of("whisper-1"));
  }

  private static String expectedText() {
    try (Transcriber transcriber = Transcriber.open(TestFiles.model())) {
      return transcriber.transcribe(TestFiles.clip(TestFiles.CLIPS.getFirst())).text();
    }
  }
}
