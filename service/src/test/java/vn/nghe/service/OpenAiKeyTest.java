// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.audio.AudioModel;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;

/** The official client of OpenAI, given a key that is good, that is not, and that is used up. */
class OpenAiKeyTest {
  private static final int MINUTE = 60 * 16_000;

  @TempDir private Path folder;

  private String key(Scope scope, Limits limits) {
    return KeyFile.at(folder.resolve("keys.json"))
        .create("test", Set.of(scope), Instant.now(), Optional.empty(), limits)
        .key()
        .reveal();
  }

  private String transcribe(HeldService service, String key) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(service.service().uri() + "/v1").apiKey(key).build();
    TranscriptionCreateParams params =
        TranscriptionCreateParams.builder()
            .file(folder.resolve("minute.wav"))
            .model(AudioModel.of("whisper-1"))
            .build();
    return client.audio().transcriptions().create(params).asTranscription().text();
  }

  @Test
  void seesWhyItIsRefused() throws Exception {
    Files.write(folder.resolve("minute.wav"), Wav.silence(MINUTE));
    String minute = key(Scope.TRANSCRIBE, new Limits(0, 0, 1, 0));
    String reader = key(Scope.MODELS_READ, Limits.NONE);
    String keys = folder.resolve("keys.json").toString();
    try (HeldService service = new HeldService(Map.of("nghe.auth.keys", keys))) {
      service.release();

      assertEquals(HeldService.TEXT, transcribe(service, minute));
      UnauthorizedException unknown =
          assertThrows(
              UnauthorizedException.class, () -> transcribe(service, "sk-of-another-service"));
      assertEquals("invalid_api_key", unknown.code().orElseThrow());
      assertThrows(PermissionDeniedException.class, () -> transcribe(service, reader));
      RateLimitException usedUp =
          assertThrows(RateLimitException.class, () -> transcribe(service, minute));
      assertEquals("insufficient_quota", usedUp.code().orElseThrow());
      // It would try a 429 twice more if it were not told to leave it.
      assertEquals(1, service.client().refusals("insufficient_quota"));
    }
  }
}
