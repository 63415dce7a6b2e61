// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes that people make, whose answer says which it was. */
class RealCauseTest {
  private static final Client CLIENT = SharedService.client();

  private static void assertTold(Form form, String code, String parameter, String cause) {
    HttpResponse<String> answer = CLIENT.transcribe(form.end());
    Client.assertError(400, code, parameter, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains(cause), answer.body());
  }

  /** Long and short: curl's {@code -F file=<clip.wav} sends no file name and no type. */
  @Test
  void aFileThatWasSentAsText() {
    byte[] clip = TestFiles.shortClip();
    for (byte[] bytes : List.of(clip, Arrays.copyOf(clip, 4_000))) {
      assertTold(
          new Form()
              .part("Content-Disposition: form-data; name=\"file\"", bytes)
              .text("model", "whisper-1"),
          "invalid_type",
          "file",
          "-F file=@NAME with @, not <");
    }
  }

  @Test
  void wordsInUtf16() {
    for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      assertTold(
          Form.good()
              .part(
                  "Content-Disposition: form-data; name=\"keywords[]\"",
                  "\ufeffĐà Lạt".getBytes(charset)),
          "invalid_value",
          "keywords",
          "UTF-16");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version https://git-lfs.github.com/spec/v1 oid sha256:4d7a | Git LFS",
        "<!DOCTYPE html><html><body>404</body></html> | web page",
        "{\"message\":\"not found\"} | JSON",
      })
  void whatIsNoRecordingAtAll(String content, String cause) {
    assertTold(
        Form.ofFile(content.getBytes(StandardCharsets.UTF_8)), "audio_unsupported", "file", cause);
  }
}
