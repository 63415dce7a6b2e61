// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import vn.nghe.service.http.ErrorCode;
import vn.nghe.service.http.Errors;

/**
 * What the service counts. Names carry their unit; labels take their values from enums, so that a
 * client cannot make new series. Every series is there from the start, at zero.
 *
 * <p>Micrometer is used directly: Helidon's metrics are a layer over its process-wide registry,
 * where two services in one process would write over each other's gauges.
 */
public final class ServiceMetrics implements AutoCloseable {
  /** Media type of {@link #scrape()}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** From a short clip on a fast machine to the default deadline, in milliseconds. */
  private static final long[] LATENCY = {
    50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000
  };

  /** Compute over audio time: 0.01 is a hundred times faster than speech. */
  private static final double[] REAL_TIME_FACTOR = {
    0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5
  };

  private static final double NANOSECONDS = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Counter succeeded = outcome("ok");
  private final Counter disconnected = outcome("disconnected");
  private final Map<ErrorCode, Counter> failed = new EnumMap<>(ErrorCode.class);
  private final Map<ErrorCode, Counter> rejected = new EnumMap<>(ErrorCode.class);
  private final Timer latency = timer("nghe.request", "From headers to answer");
  private final Timer queueWait = timer("nghe.queue.wait", "From upload to worker");
  private final DistributionSummary realTimeFactor =
      DistributionSummary.builder("nghe.real.time.factor")
          .description("Compute time over the length of the audio")
          .serviceLevelObjectives(REAL_TIME_FACTOR)
          .register(registry);
  private final Counter audio =
      Counter.builder("nghe.audio")
          .description("Audio turned into text")
          .baseUnit("seconds")
          .register(registry);

  /** Starts at zero. */
  public ServiceMetrics() {
    for (ErrorCode code : ErrorCode.values()) {
      failed.put(code, outcome(code.code()));
      if (code.passes()) {
        rejected.put(
            code,
            Counter.builder("nghe.rejected")
                .description("Transcriptions refused for load or state")
                .tag("reason", code.code())
                .register(registry));
      }
    }
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private Counter outcome(String outcome) {
    return Counter.builder("nghe.requests")
        .description("Transcriptions asked for")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(
            Arrays.stream(LATENCY).mapToObj(Duration::ofMillis).toArray(Duration[]::new))
        .register(registry);
  }

  /** Adds a figure that is looked up when it is asked for. */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** All figures in the text format of Prometheus. */
  public String scrape() {
    return registry.scrape();
  }

  /** Notes that a clip got its worker. */
  public void waited(Duration duration) {
    queueWait.record(duration);
  }

  /**
   * Notes that a clip became text.
   *
   * @param audioSeconds how long the clip is
   * @param compute how long decoding and recognition took
   */
  public void recognised(double audioSeconds, Duration compute) {
    audio.increment(audioSeconds);
    if (audioSeconds > 0) {
      realTimeFactor.record(compute.toNanos() / NANOSECONDS / audioSeconds);
    }
  }

  /** Notes that a transcription is asked for. */
  public Request begin() {
    return new Request();
  }

  /** Stops to watch the garbage collector. */
  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  /** One transcription, from its headers to its answer. */
  public final class Request {
    private final Timer.Sample sample = Timer.start(registry);

    private Request() {}

    /** The transcript was sent. */
    public void succeeded() {
      end(succeeded);
    }

    /** The request was refused, failed, or lost its client. */
    public void failed(RuntimeException e) {
      Optional<ErrorCode> code = Errors.codeOf(e);
      end(code.map(failed::get).orElse(disconnected));
      code.map(rejected::get).ifPresent(Counter::increment);
    }

    private void end(Counter outcome) {
      sample.stop(latency);
      outcome.increment();
    }
  }
}
