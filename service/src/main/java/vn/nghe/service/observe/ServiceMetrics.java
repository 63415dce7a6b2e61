// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import vn.nghe.service.error.ErrorCode;

/**
 * What the service counts. Names carry their unit; labels take their values from enums, so that a
 * client cannot make new series. Every series is there from the start, at zero.
 *
 * <p>The client library of Prometheus itself is used: Helidon's metrics live in a registry of the
 * whole process, where two services would write over each other's gauges, and Micrometer, which
 * they are made of, rounds what a histogram observes up to whole numbers.
 */
public final class ServiceMetrics {
  /** Media type of {@link #scrape()}. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final String SUCCEEDED = "ok";
  private static final String DISCONNECTED = "disconnected";

  /** From a short clip on a fast machine to the default deadline, in seconds. */
  private static final double[] LATENCY = {0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300};

  /** Compute over audio time: 0.01 is a hundred times faster than speech. */
  private static final double[] REAL_TIME_FACTOR = {
    0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5
  };

  /** From a feature of a short segment to the default deadline, in seconds. */
  private static final double[] STAGE = {
    0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 300
  };

  private static final double NANOSECONDS = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Counter requests =
      counter("nghe_requests_total", "Transcriptions asked for, by how they ended", "outcome");
  private final Consumer<RequestPart> disconnected =
      counter(
          "nghe_disconnected_total",
          "Transcriptions whose clients left, by how far they were",
          "during",
          RequestPart.class);
  private final Counter rejected =
      counter("nghe_rejected_total", "Transcriptions refused for load or state", "reason");
  private final Info model =
      Info.builder()
          .name("nghe_model_info")
          .help("The model that is served")
          .labelNames("name", "version")
          .register(registry);
  private final CounterDataPoint audio =
      counter("nghe_audio_seconds_total", "Audio turned into text").labelValues();
  private final CounterDataPoint compute =
      counter("nghe_compute_seconds_total", "Time workers spent on it").labelValues();
  private final CounterDataPoint streamed =
      counter("nghe_realtime_audio_seconds_total", "Audio that came into realtime sessions")
          .labelValues();
  private final Histogram latency =
      histogram("nghe_request_seconds", "From headers to answer", LATENCY);
  private final Histogram queueWait =
      histogram("nghe_queue_wait_seconds", "From upload to worker", LATENCY);
  private final Histogram realTimeFactor =
      histogram(
          "nghe_real_time_factor", "Compute time over the length of the audio", REAL_TIME_FACTOR);

  private final Histogram stages =
      Histogram.builder()
          .name("nghe_stage_seconds")
          .help("How long a stage took, a segment of a recording at a time")
          .labelNames("stage")
          .classicOnly()
          .classicUpperBounds(STAGE)
          .register(registry);

  /** Starts at zero. */
  public ServiceMetrics() {
    for (RequestStage stage : RequestStage.values()) {
      stages.initLabelValues(stage.word());
    }
    requests.initLabelValues(SUCCEEDED);
    requests.initLabelValues(DISCONNECTED);
    for (ErrorCode code : ErrorCode.values()) {
      requests.initLabelValues(code.code());
      if (code.isTemporary()) {
        rejected.initLabelValues(code.code());
      }
    }
    JvmMetrics.builder().register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private Histogram histogram(String name, String help, double[] bounds) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(bounds)
        .register(registry);
  }

  /**
   * Adds a counter.
   *
   * @param label what it is counted by
   * @param values all values that the label can have
   * @return counts one
   */
  public <E extends Enum<E>> Consumer<E> counter(
      String name, String help, String label, Class<E> values) {
    Counter counter = counter(name, help, label);
    for (E value : values.getEnumConstants()) {
      counter.initLabelValues(word(value));
    }
    return value -> counter.labelValues(word(value)).inc();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Adds a figure that is looked up when it is asked for. */
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(gauge -> gauge.call(value.getAsDouble()))
        .register(registry);
  }

  /**
   * Adds a figure for each value of a label, looked up when it is asked for.
   *
   * @param values all values that the label can have
   */
  public <E extends Enum<E>> void gauge(
      String name, String help, String label, Class<E> values, ToDoubleFunction<E> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(
            gauge -> {
              for (E constant : values.getEnumConstants()) {
                gauge.call(value.applyAsDouble(constant), word(constant));
              }
            })
        .register(registry);
  }

  /** All figures in the text format of Prometheus. */
  public byte[] scrape() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, registry.scrape(), EscapingScheme.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return text.toByteArray();
  }

  /**
   * Notes which model is served from now on, in place of any other: there is one series of it.
   *
   * @param version empty where the model has none
   */
  public void serving(String name, String version) {
    model.setLabelValues(name, version);
  }

  /** Notes how long a stage took, by {@link System#nanoTime()}. */
  public void spent(RequestStage stage, long begun, long ended) {
    stages.labelValues(stage.word()).observe((ended - begun) / NANOSECONDS);
  }

  /** Notes that a clip got its worker. */
  public void waited(Duration duration) {
    queueWait.observe(seconds(duration));
  }

  /** Notes that seconds of sound came into a realtime session. */
  public void streamed(double audioSeconds) {
    streamed.inc(audioSeconds);
  }

  /**
   * Notes that a realtime session was refused.
   *
   * @param code why; empty where its client left
   */
  public void refused(Optional<ErrorCode> code) {
    code.filter(ErrorCode::isTemporary).ifPresent(it -> rejected.labelValues(it.code()).inc());
  }

  /**
   * Notes that a clip became text.
   *
   * @param audioSeconds how long the clip is
   * @param duration how long decoding and recognition took
   */
  public void recognised(double audioSeconds, Duration duration) {
    audio.inc(audioSeconds);
    compute.inc(seconds(duration));
    if (audioSeconds > 0) {
      realTimeFactor.observe(seconds(duration) / audioSeconds);
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOSECONDS;
  }

  /** Notes that a transcription is asked for. */
  public Request begin() {
    return new Request();
  }

  /** One transcription, from its headers to its answer. */
  public final class Request {
    private final long begun = System.nanoTime();
    private RequestPart part = RequestPart.UPLOAD;

    private Request() {}

    /** The request has come so far. */
    public void reached(RequestPart next) {
      part = next;
    }

    /** The transcript was sent. */
    public void succeeded() {
      end(SUCCEEDED);
    }

    /**
     * The request was refused, failed, or lost its client.
     *
     * @param code why; empty where its client left
     */
    public void failed(Optional<ErrorCode> code) {
      end(code.map(ErrorCode::code).orElse(DISCONNECTED));
      if (code.isEmpty()) {
        disconnected.accept(part);
      }
      refused(code);
    }

    private void end(String outcome) {
      latency.observe(seconds(Duration.ofNanos(System.nanoTime() - begun)));
      requests.labelValues(outcome).inc();
    }
  }
}
