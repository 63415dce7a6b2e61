// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.nghe.service.error.ErrorCode;

class ServiceMetricsTest {
  private static List<String> lines(ServiceMetrics metrics, String series) {
    return new String(metrics.scrape(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(series))
        .map(line -> line.substring(series.length()).strip())
        .toList();
  }

  @Test
  void servicesOfOneProcessCountApart() {
    try (ServiceMetrics one = new ServiceMetrics();
        ServiceMetrics other = new ServiceMetrics()) {
      one.begin().failed(Optional.of(ErrorCode.QUEUE_FULL));
      one.gauge("nghe_queue_depth", "of one", () -> 1);
      other.gauge("nghe_queue_depth", "of the other", () -> 2);

      assertEquals(List.of("1.0"), lines(one, "nghe_rejected_total{reason=\"queue_full\"}"));
      assertEquals(List.of("0.0"), lines(other, "nghe_rejected_total{reason=\"queue_full\"}"));
      assertEquals(List.of("1.0"), lines(one, "nghe_queue_depth "));
      assertEquals(List.of("2.0"), lines(other, "nghe_queue_depth "));
    }
  }

  @Test
  void aServiceThatEndsLeavesNoMeters() {
    ServiceMetrics metrics = new ServiceMetrics();
    metrics.close();

    assertEquals("", new String(metrics.scrape(), StandardCharsets.UTF_8));
  }

  @Test
  void aDurationCountsInTheBucketOfItsBound() {
    try (ServiceMetrics metrics = new ServiceMetrics()) {
      metrics.spent(RequestStage.HEAD, 0, TimeUnit.MICROSECONDS.toNanos(100));
      metrics.spent(RequestStage.HEAD, 0, TimeUnit.MICROSECONDS.toNanos(100) + 1);
      metrics.spent(RequestStage.HEAD, 0, TimeUnit.MINUTES.toNanos(6));

      String head = "nghe_stage_seconds_bucket{stage=\"head\",le=";
      assertEquals(List.of("1.0"), lines(metrics, head + "\"1.0E-4\"}"));
      assertEquals(List.of("2.0"), lines(metrics, head + "\"0.001\"}"));
      assertEquals(List.of("2.0"), lines(metrics, head + "\"300.0\"}"));
      assertEquals(List.of("3.0"), lines(metrics, head + "\"+Inf\"}"));
      assertEquals(List.of("3.0"), lines(metrics, "nghe_stage_seconds_count{stage=\"head\"}"));
      assertEquals(
          List.of("360.000200001"), lines(metrics, "nghe_stage_seconds_sum{stage=\"head\"}"));
    }
  }

  @Test
  void aRatioBelowOneKeepsItsPlace() {
    try (ServiceMetrics metrics = new ServiceMetrics()) {
      metrics.recognised(2, Duration.ofMillis(10));
      metrics.recognised(2, Duration.ofMillis(12));

      assertEquals(List.of("1.0"), lines(metrics, "nghe_real_time_factor_bucket{le=\"0.005\"}"));
      assertEquals(List.of("2.0"), lines(metrics, "nghe_real_time_factor_bucket{le=\"0.01\"}"));
      assertEquals(List.of("0.011"), lines(metrics, "nghe_real_time_factor_sum"));
      assertEquals(List.of("4.0"), lines(metrics, "nghe_audio_seconds_total "));
      assertEquals(List.of("0.022"), lines(metrics, "nghe_compute_seconds_total "));
    }
  }

  @Test
  void aModelIsOneSeriesWhateverItsName() {
    try (ServiceMetrics metrics = new ServiceMetrics()) {
      metrics.serving("first", "1");
      metrics.serving("a \"b\" \\ c\nd", "");

      assertEquals(
          List.of("{name=\"a \\\"b\\\" \\\\ c\\nd\",version=\"\"} 1.0"),
          lines(metrics, "nghe_model_info"));
    }
  }
}
