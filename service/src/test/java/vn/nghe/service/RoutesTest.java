// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private final Client client = SharedService.client();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/index.html",
        "/assets",
        "/v1",
        "/v1/audio",
        "/v1/audio/translations",
        "/v2/models",
        "/%00"
      })
  void unknownPathsAreNotFound(String path) {
    HttpResponse<String> answer = client.get(path);

    Client.assertError(404, "not_found", "-", answer.statusCode(), answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /v1/audio/transcriptions | POST",
        "PUT | /v1/audio/transcriptions | POST",
        "POST | /v1/models | GET",
        "DELETE | /v1/models/whisper-1 | GET",
        "POST | /health/live | GET, HEAD",
        "DELETE | /health/ready | GET, HEAD",
        "POST | /metrics | GET",
        "POST | / | GET, HEAD"
      })
  void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) {
    HttpResponse<String> answer = client.send(method, path);

    Client.assertError(405, "method_not_allowed", "-", answer.statusCode(), answer.body());
    assertEquals(allowed, answer.headers().firstValue("Allow").orElse(""));
  }

  @Test
  void modelsListsEveryNameThatARequestMayGive() throws Exception {
    JsonNode list = Client.json(client.get("/v1/models").body());

    assertEquals("list", list.path("object").asText());
    assertEquals("nghe-base-vi", list.path("data").path(0).path("id").asText());
    assertEquals("whisper-1", list.path("data").path(1).path("id").asText());
    assertEquals(2, list.path("data").size());
    for (JsonNode model : list.path("data")) {
      assertEquals("model", model.path("object").asText());
      assertEquals("nghe", model.path("owned_by").asText());
      assertEquals(
          Files.getLastModifiedTime(TestFiles.model().resolve("model.safetensors"))
              .toInstant()
              .getEpochSecond(),
          model.path("created").asLong());
    }
  }

  @Test
  void aModelIsDescribedByEachOfItsNames() {
    for (String name : new String[] {"nghe-base-vi", "whisper-1"}) {
      HttpResponse<String> answer = client.get("/v1/models/" + name);

      assertEquals(200, answer.statusCode());
      assertEquals(name, Client.json(answer.body()).path("id").asText());
    }
  }

  @Test
  void anUnknownModelIsNotFound() {
    HttpResponse<String> answer = client.get("/v1/models/gpt-4o");

    Client.assertError(404, "model_not_found", "model", answer.statusCode(), answer.body());
  }

  @Test
  void healthTellsThatTheProcessLivesAndTheModelIsReady() {
    HttpResponse<String> live = client.get("/health/live");
    HttpResponse<String> ready = client.get("/health/ready");

    assertEquals(200, live.statusCode());
    assertEquals("UP", Client.json(live.body()).path("status").asText());
    assertEquals(200, ready.statusCode());
    assertEquals("UP", Client.json(ready.body()).path("status").asText());
  }

  @Test
  void metricsCountWhatWasServedAndRefused() {
    String ok = "nghe_requests_total{outcome=\"ok\"}";
    String unsupported = "nghe_requests_total{outcome=\"audio_unsupported\"}";
    double okBefore = client.metric(ok);
    double unsupportedBefore = client.metric(unsupported);
    double audioBefore = client.metric("nghe_audio_seconds_total");
    double computeBefore = client.metric("nghe_compute_seconds_total");
    double factorsBefore = client.metric("nghe_real_time_factor_count");
    double waitsBefore = client.metric("nghe_queue_wait_seconds_count");
    double requestsBefore = client.metric("nghe_request_seconds_count");

    client.transcribe(Form.good().end());
    client.transcribe(Form.ofFile(new byte[100]).end());

    client.awaitMetric(ok, okBefore + 1);
    client.awaitMetric(unsupported, unsupportedBefore + 1);
    // The shortest clip has 40,320 samples.
    client.awaitMetric("nghe_audio_seconds_total", audioBefore + 2.52);
    client.awaitMetric("nghe_real_time_factor_count", factorsBefore + 1);
    client.awaitMetric("nghe_queue_wait_seconds_count", waitsBefore + 2);
    client.awaitMetric("nghe_request_seconds_count", requestsBefore + 2);
    client.awaitMetric("nghe_queue_depth", 0);
    client.awaitMetric("nghe_workers_busy", 0);
    client.awaitMetric("nghe_upload_memory_bytes", 0);
    assertTrue(client.metric("nghe_compute_seconds_total") > computeBefore);
  }

  @Test
  void metricsAreInTheTextFormatOfPrometheusFromTheStart() {
    HttpResponse<String> answer = client.get("/metrics");

    assertEquals(200, answer.statusCode());
    assertTrue(
        answer
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("text/plain; version=0.0.4"));
    assertTrue(answer.body().contains("# TYPE nghe_request_seconds histogram"));
    assertTrue(answer.body().contains("nghe_real_time_factor_bucket{le=\"0.1\"}"));
    for (String reason :
        new String[] {"queue_full", "upload_memory_full", "shutting_down", "model_loading"}) {
      assertEquals(0, client.metric("nghe_rejected_total{reason=\"" + reason + "\"}"));
    }
    assertTrue(client.metric("process_start_time_seconds") > 0);
  }
}
