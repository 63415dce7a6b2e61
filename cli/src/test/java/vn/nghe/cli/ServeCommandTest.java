// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.cli.NgheProcess.MODEL;
import static vn.nghe.cli.NgheProcess.SPEECH;
import static vn.nghe.cli.NgheProcess.nghe;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nghe serve} from start to signal. */
final class ServeCommandTest {
  private static final Pattern ANSWERS = Pattern.compile("nghe-base-vi answers on (http://\\S+)");

  @Test
  void answersUntilItIsToldToEndAndThenEndsWell() throws Exception {
    Process service = nghe("serve", "--port", 0).start();
    try (BufferedReader log = service.inputReader(UTF_8)) {
      HttpResponse<String> response = post(address(log), SPEECH.resolve("cv9-vi-23689547.mp3"));
      assertEquals(200, response.statusCode(), response.body());
      assertEquals("đang nói ở chỗ", response.body().strip());
      // Process.destroy sends the same signal but closes the log, too.
      service.toHandle().destroy();
      log.transferTo(Writer.nullWriter());
      assertEquals(0, service.waitFor());
    } finally {
      service.destroyForcibly();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (var taken = new ServerSocket(0)) {
      var result = nghe("serve", "--port", taken.getLocalPort()).run();
      assertEquals(1, result.exitCode());
      assertTrue(
          result.messages().matches("nghe: .*\\b" + taken.getLocalPort() + "\\b.*\n"),
          result.messages());
    }
  }

  @Test
  void anAddressThatOthersReachNeedsKeysOrAWordThatItDoesNot(@TempDir Path folder)
      throws Exception {
    var refused = nghe("serve", "--host", "0.0.0.0", "--port", 0).run();
    assertEquals(1, refused.exitCode());
    assertTrue(refused.messages().contains("nghe.auth.keys"), refused.messages());
    assertTrue(refused.messages().contains("nghe.allow-unauthenticated=true"), refused.messages());

    Path keys = folder.resolve("keys.json");
    nghe("keys", "create", "--file", keys, "--owner", "test").run();
    for (Object[] options :
        new Object[][] {{"--keys", keys}, {"--allow-unauthenticated", "--model", MODEL}}) {
      Object[] serve = {"serve", "--host", "0.0.0.0", "--port", 0};
      Process service = nghe(Stream.of(serve, options).flatMap(Stream::of).toArray()).start();
      try (BufferedReader log = service.inputReader(UTF_8)) {
        assertTrue(address(log).getPort() > 0);
      } finally {
        service.destroyForcibly();
      }
    }
  }

  @Test
  void aModelThatIsNotThereIsNamed(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("model");
    var result = nghe("serve", "--port", 0, "--model", missing).run();
    assertEquals(1, result.exitCode());
    assertTrue(result.messages().matches("nghe: \\Q" + missing + "\\E\\b.*\n"), result.messages());
  }

  private static URI address(BufferedReader log) throws Exception {
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher answers = ANSWERS.matcher(line);
      if (answers.find()) {
        return URI.create(answers.group(1));
      }
    }
    throw new AssertionError("the service ended before it answered");
  }

  private static HttpResponse<String> post(URI service, Path recording) throws Exception {
    var body = new ByteArrayOutputStream();
    body.writeBytes(part("model", "", "whisper-1"));
    body.writeBytes(part("response_format", "", "text"));
    body.writeBytes(part("file", "; filename=\"clip.mp3\"", ""));
    body.writeBytes(Files.readAllBytes(recording));
    body.writeBytes("\r\n--edge--\r\n".getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/v1/audio/transcriptions"))
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    }
  }

  private static byte[] part(String name, String more, String value) {
    return "\r\n--edge\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s"
        .formatted(name, more, value)
        .getBytes(UTF_8);
  }
}
