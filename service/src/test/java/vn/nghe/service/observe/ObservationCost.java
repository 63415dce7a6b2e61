// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Measures what metrics and tracing cost a transcription of one segment: run {@code main}. It
 * prints the median of nine rounds for each, in microseconds a request.
 */
final class ObservationCost {
  private static final int REQUESTS = 20_000;
  private static final int ROUNDS = 9;

  /** Nothing listens here. What is sent is made all the same; a full queue drops spans. */
  private static final Optional<URI> NOBODY = Optional.of(URI.create("http://127.0.0.1:9/"));

  private static final Map<String, String> ATTRIBUTES =
      Map.of("http.request.method", "POST", "url.path", "/v1/audio/transcriptions");

  private ObservationCost() {}

  public static void main(String[] arguments) {
    try (ServiceMetrics metrics = new ServiceMetrics();
        Tracing none = Tracing.to(new TracingSettings(NOBODY, 0));
        Tracing all = Tracing.to(new TracingSettings(NOBODY, 1))) {
      print("metrics", () -> measure(metrics));
      print("a request that is not traced", () -> trace(none));
      print("a request that is traced", () -> trace(all));
      print("a scrape", metrics::scrape);
    }
  }

  private static void measure(ServiceMetrics metrics) {
    ServiceMetrics.Request request = metrics.begin();
    long now = System.nanoTime();
    request.reached(RequestPart.WORK);
    metrics.waited(Duration.ofMillis(2));
    for (RequestStage stage : RequestStage.values()) {
      metrics.spent(stage, now, System.nanoTime());
    }
    metrics.recognised(3, Duration.ofMillis(50));
    request.reached(RequestPart.ANSWER);
    request.succeeded();
  }

  private static void trace(Tracing tracing) {
    RequestTrace trace = tracing.begin("POST /v1/audio/transcriptions", Optional.empty());
    trace.traceParent();
    trace.fields();
    long now = System.nanoTime();
    for (RequestStage stage : RequestStage.values()) {
      trace.spent(stage, now, System.nanoTime());
    }
    trace.end(200, ATTRIBUTES);
  }

  private static void print(String what, Runnable work) {
    int requests = what.contains("scrape") ? REQUESTS / 100 : REQUESTS;
    double[] micros = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      for (int i = 0; i < requests; i++) {
        work.run();
      }
      micros[round] = (System.nanoTime() - begun) / 1e3 / requests;
    }
    Arrays.sort(micros);
    System.out.printf("%s: %.1f us%n", what, micros[ROUNDS / 2]);
  }
}
