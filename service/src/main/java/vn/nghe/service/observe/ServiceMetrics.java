// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.DistributionSummary;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import vn.nghe.service.error.ErrorCode;

/**
 * What the service counts. Names carry their unit; labels take their values from enums, so that a
 * client cannot make new series. Every series is there from the start, at zero.
 */
public final class ServiceMetrics implements AutoCloseable {
  /** Media type of {@link #scrape()}. */
  public static final String CONTENT_TYPE = PrometheusText.CONTENT_TYPE;

  private static final String SUCCEEDED = "ok";
  private static final String DISCONNECTED = "disconnected";

  /** From a short clip on a fast machine to the default deadline, in milliseconds. */
  private static final List<Duration> LATENCY =
      milliseconds(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 120_000, 300_000);

  /** From a feature of a short segment to the default deadline, in milliseconds. */
  private static final List<Duration> STAGE =
      milliseconds(0.1, 1, 5, 10, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 60_000, 300_000);

  /** Millionths of compute over audio time: 10,000 is a hundred times faster than speech. */
  private static final double[] REAL_TIME_FACTOR = {
    5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1e6, 2e6, 5e6
  };

  private static final double MILLION = 1e6;
  private static final double BILLION = 1e9;

  private final Meters meters = new Meters();
  private final CollectionMeters collections = new CollectionMeters(meters);
  private final AtomicReference<Meter> model = new AtomicReference<>();
  private final Map<String, Counter> requests = new HashMap<>();
  private final Map<ErrorCode, Counter> rejected = new EnumMap<>(ErrorCode.class);
  private final Map<RequestStage, Timer> stages = new EnumMap<>(RequestStage.class);
  private final Consumer<RequestPart> disconnected =
      counter(
          "nghe_disconnected_total",
          "Transcriptions whose clients left, by how far they were",
          "during",
          RequestPart.class);
  private final Counter audio = seconds("nghe_audio_seconds_total", "Audio turned into text");
  private final Counter compute = seconds("nghe_compute_seconds_total", "Time workers spent on it");
  private final Counter streamed =
      seconds("nghe_realtime_audio_seconds_total", "Audio that came into realtime sessions");
  private final Timer latency =
      meters.timer("nghe_request_seconds", "From headers to answer", LATENCY);
  private final Timer queueWait =
      meters.timer("nghe_queue_wait_seconds", "From upload to worker", LATENCY);
  private final DistributionSummary realTimeFactor =
      meters.ratios(
          "nghe_real_time_factor", "Compute time over the length of the audio", REAL_TIME_FACTOR);

  /** Starts at zero. */
  public ServiceMetrics() {
    for (RequestStage stage : RequestStage.values()) {
      stages.put(
          stage,
          meters.timer(
              "nghe_stage_seconds",
              "How long a stage took, a segment of a recording at a time",
              STAGE,
              Tag.create("stage", stage.word())));
    }
    outcome(SUCCEEDED);
    outcome(DISCONNECTED);
    for (ErrorCode code : ErrorCode.values()) {
      outcome(code.code());
      if (code.isTemporary()) {
        rejected.put(
            code,
            meters.counter(
                "nghe_rejected_total",
                "Transcriptions refused for load or state",
                Unit.ONE,
                Tag.create("reason", code.code())));
      }
    }
    new JvmMeters(meters);
    new ProcessMeters(meters);
  }

  private void outcome(String word) {
    requests.put(
        word,
        meters.counter(
            "nghe_requests_total",
            "Transcriptions asked for, by how they ended",
            Unit.ONE,
            Tag.create("outcome", word)));
  }

  private Counter seconds(String name, String help) {
    return meters.counter(name, help, Unit.NANOSECONDS);
  }

  private static List<Duration> milliseconds(double... bounds) {
    return Arrays.stream(bounds)
        .mapToObj(bound -> Duration.ofNanos(Math.round(bound * MILLION)))
        .toList();
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
    Map<E, Counter> counters = new EnumMap<>(values);
    for (E value : values.getEnumConstants()) {
      counters.put(value, meters.counter(name, help, Unit.ONE, Tag.create(label, word(value))));
    }
    return value -> counters.get(value).increment();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Adds a figure that is looked up when it is asked for. */
  public void gauge(String name, String help, DoubleSupplier value) {
    meters.gauge(name, help, value);
  }

  /**
   * Adds a figure for each value of a label, looked up when it is asked for.
   *
   * @param values all values that the label can have
   */
  public <E extends Enum<E>> void gauge(
      String name, String help, String label, Class<E> values, ToDoubleFunction<E> value) {
    for (E constant : values.getEnumConstants()) {
      meters.gauge(
          name, help, () -> value.applyAsDouble(constant), Tag.create(label, word(constant)));
    }
  }

  /** All figures in the text format of Prometheus. */
  public byte[] scrape() {
    return PrometheusText.of(meters.all()).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Notes which model is served from now on, in place of any other: there is one series of it.
   *
   * @param version empty where the model has none
   */
  public void serving(String name, String version) {
    Meter next =
        meters.gauge(
            "nghe_model_info",
            "The model that is served",
            () -> 1,
            Tag.create("name", name),
            Tag.create("version", version));
    Meter last = model.getAndSet(next);
    if (last != null && !last.id().equals(next.id())) {
      meters.remove(last);
    }
  }

  /** Notes how long a stage took, by {@link System#nanoTime()}. */
  public void spent(RequestStage stage, long begun, long ended) {
    stages.get(stage).record(ended - begun, TimeUnit.NANOSECONDS);
  }

  /** Notes that a clip got its worker. */
  public void waited(Duration duration) {
    queueWait.record(duration);
  }

  /** Notes that seconds of sound came into a realtime session. */
  public void streamed(double audioSeconds) {
    streamed.increment(nanoseconds(audioSeconds));
  }

  /**
   * Notes that a realtime session was refused.
   *
   * @param code why; empty where its client left
   */
  public void refused(Optional<ErrorCode> code) {
    code.filter(ErrorCode::isTemporary).ifPresent(it -> rejected.get(it).increment());
  }

  /**
   * Notes that a clip became text.
   *
   * @param audioSeconds how long the clip is
   * @param duration how long decoding and recognition took
   */
  public void recognised(double audioSeconds, Duration duration) {
    audio.increment(nanoseconds(audioSeconds));
    compute.increment(duration.toNanos());
    if (audioSeconds > 0) {
      realTimeFactor.record(duration.toNanos() / BILLION / audioSeconds * MILLION);
    }
  }

  private static long nanoseconds(double seconds) {
    return Math.round(seconds * BILLION);
  }

  /** Takes the figures of this service out of those of the process. */
  @Override
  public void close() {
    collections.close();
    meters.close();
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
      latency.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
      requests.get(outcome).increment();
    }
  }
}
