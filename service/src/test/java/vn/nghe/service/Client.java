// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Sends well-formed HTTP to a service. */
final class Client {
  static final String TRANSCRIPTIONS = "/v1/audio/transcriptions";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI service;
  private final String token;

  Client(URI service) {
    this(service, "");
  }

  private Client(URI service, String token) {
    this.service = service;
    this.token = token;
  }

  /** The same client with an API key or another bearer token. */
  Client with(String credentials) {
    return new Client(service, credentials);
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(service.resolve(path)));
  }

  HttpResponse<String> transcribe(Form form) {
    return post(Form.CONTENT_TYPE, form);
  }

  HttpResponse<String> post(String contentType, Form body) {
    return send(
        HttpRequest.newBuilder(service.resolve(TRANSCRIPTIONS))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes())));
  }

  HttpResponse<String> send(String method, String path) {
    return send(
        HttpRequest.newBuilder(service.resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody()));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    if (!token.isEmpty()) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      String path = answer.uri().getPath();
      if (path.startsWith("/v1/") && type(answer).equals("application/json")) {
        OpenAiTypes.checkAnswer(path, answer.statusCode(), json(answer.body()));
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  /** The value of a series in {@code /metrics}, such as {@code nghe_queue_depth}. */
  double metric(String series) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .map(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no series " + series));
  }

  /** Waits until a figure has a value; some are counted just after the answer is sent. */
  void awaitMetric(String series, double value) {
    while (Math.abs(metric(series) - value) > 1e-9) {
      Thread.onSpinWait();
    }
  }

  /** How often the service refused somebody for that reason. */
  double refusals(String reason) {
    return metric("nghe_access_refused_total{reason=\"" + reason + "\"}");
  }

  static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + body, e);
    }
  }

  /** Checks that an answer is an error in OpenAI's form. */
  static void assertError(
      int status, String code, String parameter, int givenStatus, String givenBody) {
    JsonNode error = json(givenBody).path("error");
    assertEquals(
        status + " " + code + " " + parameter,
        givenStatus + " " + error.path("code").asText() + " " + error.path("param").asText("-"),
        givenBody);
    assertEquals(typeOf(status, code), error.path("type").asText());
    assertEquals(false, error.path("message").asText().isBlank());
  }

  /** The same of an answer. */
  static void assertError(int status, String code, HttpResponse<String> answer) {
    assertError(status, code, "-", answer.statusCode(), answer.body());
  }

  private static String typeOf(int status, String code) {
    if (status == 429) {
      return code.equals("insufficient_quota") ? code : "requests";
    }
    return status < 500 ? "invalid_request_error" : "server_error";
  }
}
