// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.service.access.KeyFile;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Scope;
import vn.nghe.service.config.ConfigurationException;

/** What a caller may use. */
class LimitsTest {
  @TempDir private Path folder;

  private String key(Limits limits) {
    return KeyFile.at(keys())
        .create("test", Set.of(Scope.TRANSCRIBE), Instant.now(), Optional.empty(), limits)
        .key()
        .reveal();
  }

  private Path keys() {
    return folder.resolve("keys.json");
  }

  private HeldService service() {
    HeldService service = new HeldService(Map.of("nghe.auth.keys", keys().toString()));
    service.release();
    return service;
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void everyAnswerTellsHowManyRequestsAreLeftAndTheLastSaysWhenToComeBack() {
    String limited = key(new Limits(2, 0, 0, 0));
    String other = key(new Limits(2, 0, 0, 0));
    try (HeldService service = service()) {
      Client client = service.client().with(limited);
      for (String left : new String[] {"1", "0"}) {
        HttpResponse<String> answer = client.transcribe(Form.good().end());
        assertEquals(200, answer.statusCode());
        assertEquals("2", header(answer, "x-ratelimit-limit-requests"));
        assertEquals(left, header(answer, "x-ratelimit-remaining-requests"));
      }

      HttpResponse<String> refused = client.transcribe(Form.good().end());

      Client.assertError(429, "rate_limit_exceeded", refused);
      assertEquals("0", header(refused, "x-ratelimit-remaining-requests"));
      // A bucket of two is full again after a minute, and has one token after half of it.
      assertTrue(
          header(refused, "x-ratelimit-reset-requests").matches("1m0s|[1-5]?[0-9](\\.[0-9]+)?s"),
          header(refused, "x-ratelimit-reset-requests"));
      assertTrue(header(refused, "Retry-After").matches("[1-9]|[12][0-9]|30"));
      assertEquals(1, service.client().refusals("rate_limit_exceeded"));
      assertEquals(200, service.client().with(other).transcribe(Form.good().end()).statusCode());
    }
  }

  @Test
  void aCallerHasSoManyRequestsAtOnceAndTheSlotComesBack() throws Exception {
    String limited = key(new Limits(0, 1, 0, 0));
    try (HeldService service = new HeldService(Map.of("nghe.auth.keys", keys().toString()))) {
      Client client = service.client().with(limited);
      FutureTask<HttpResponse<String>> first =
          new FutureTask<>(() -> client.transcribe(Form.good().end()));
      Thread.ofVirtual().start(first);
      service.awaitBegun();

      HttpResponse<String> refused = client.transcribe(Form.good().end());
      Client.assertError(429, "concurrency_limit_exceeded", refused);
      assertEquals("1", header(refused, "Retry-After"));
      assertEquals(1, service.client().refusals("concurrency_limit_exceeded"));

      service.release();
      assertEquals(200, first.get().statusCode());
      HttpResponse<String> next = client.transcribe(Form.good().end());
      while (next.statusCode() == 429) {
        // The slot is free just after the answer is sent.
        next = client.transcribe(Form.good().end());
      }
      assertEquals(200, next.statusCode());
    }
  }

  @Test
  void whoHasUsedUpItsAudioIsRefusedAlsoAfterARestart() {
    String limited = key(new Limits(0, 0, 1, 0));
    byte[] fortySeconds = Wav.silence(40 * 16_000);
    try (HeldService service = service()) {
      Client client = service.client().with(limited);
      assertEquals(200, client.transcribe(Form.ofFile(fortySeconds).end()).statusCode());

      HttpResponse<String> refused = client.transcribe(Form.ofFile(fortySeconds).end());

      Client.assertError(429, "insufficient_quota", refused);
      assertEquals("false", header(refused, "x-should-retry"));
      assertEquals(
          200, client.transcribe(Form.ofFile(Wav.silence(20 * 16_000)).end()).statusCode());
      Client.assertError(429, "insufficient_quota", client.transcribe(Form.good().end()));
      assertEquals(2, service.client().refusals("insufficient_quota"));
    }
    try (HeldService service = service()) {
      Client.assertError(
          429, "insufficient_quota", service.client().with(limited).transcribe(Form.good().end()));
    }
  }

  @Test
  void audioThatWasAnsweredIsCountedAlsoIfTheProcessIsKilled() throws Exception {
    String limited = key(new Limits(0, 0, 0, 1));
    String setting = "-Dnghe.auth.keys=" + keys();
    try (ServiceProcess process = ServiceProcess.start("-Dserver.port=0", setting)) {
      Client client = new Client(process.awaitReady()).with(limited);
      Form minute = Form.ofFile(Wav.silence(60 * 16_000)).end();
      assertEquals(200, client.transcribe(minute).statusCode());
      process.kill();
    }
    try (ServiceProcess process = ServiceProcess.start("-Dserver.port=0", setting)) {
      Client client = new Client(process.awaitReady()).with(limited);
      Client.assertError(429, "insufficient_quota", client.transcribe(Form.good().end()));
      process.terminate();
      process.awaitExit();
      assertFalse(process.output().contains(limited.substring(20)), process.output());
    }
  }

  @Test
  void callersWithoutAKeyHaveTheLimitsOfTheSettings() {
    try (HeldService service = new HeldService(Map.of("nghe.limits.requests-per-minute", "1"))) {
      assertEquals(200, service.client().get("/v1/models").statusCode());
      Client.assertError(429, "rate_limit_exceeded", service.client().get("/v1/models"));
      assertEquals(200, service.client().get("/health/live").statusCode());
    }
  }

  @Test
  void aSecondServiceMayNotCountInTheSameFile() {
    key(Limits.NONE);
    try (HeldService _ = service()) {
      ConfigurationException e = assertThrows(ConfigurationException.class, this::service);
      assertTrue(e.getMessage().startsWith("nghe.auth.usage: "), e.getMessage());
    }
  }
}
