// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;

/** A disk that takes no more: here, the operating system's limit on the size of files. */
class FullDiskTest {
  @TempDir private Path folder;

  @Test
  void noAudioIsTakenThatCannotBeRecordedAndThenItIsAgain() throws Exception {
    Path keys = folder.resolve("keys.json");
    String key =
        KeyFile.at(keys)
            .create(
                "test",
                Set.of(Scope.TRANSCRIBE),
                Instant.now(),
                Optional.empty(),
                new Limits(0, 0, 1000, 0))
            .key()
            .reveal();
    Path usage = folder.resolve("usage");
    try (ServiceProcess process =
        ServiceProcess.startWithFilesOf(
            1,
            "-XX:-UsePerfData",
            "-Dserver.port=0",
            "-Dnghe.auth.keys=" + keys,
            "-Dnghe.auth.usage=" + usage)) {
      Client client = new Client(process.awaitReady());
      HttpResponse<String> answer = client.with(key).transcribe(Form.good().end());
      int taken = 0;
      while (answer.statusCode() == 200) {
        taken++;
        answer = client.with(key).transcribe(Form.good().end());
      }
      Client.assertError(503, "storage_unavailable", answer);
      assertEquals("30", answer.headers().firstValue("Retry-After").orElse(""));
      assertEquals(taken, Files.readAllLines(usage).stream().filter(FullDiskTest::isWhole).count());
      assertEquals(200, client.get("/health/ready").statusCode());

      process.liftLimitOnFiles();

      assertEquals(200, client.with(key).transcribe(Form.good().end()).statusCode());
      List<String> lines = Files.readAllLines(usage);
      assertEquals(taken + 1, lines.size());
      assertTrue(lines.stream().allMatch(FullDiskTest::isWhole), lines.toString());
    }
  }

  private static boolean isWhole(String line) {
    return line.matches("\\d{4}-\\d\\d-\\d\\d [0-9a-f]{12} \\d{4}");
  }
}
