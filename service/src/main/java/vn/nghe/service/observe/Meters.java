// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.DistributionStatisticsConfig;
import io.helidon.metrics.api.DistributionSummary;
import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import io.helidon.service.registry.Services;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.ToLongFunction;

/**
 * The meters of one service among those of the process, in a scope of its own of Helidon's
 * registry.
 *
 * <p>The scope stands for a registry of its own: every registry that Helidon's provider makes is a
 * view of Micrometer's global one, so that two of them show each other's meters.
 *
 * <p>Helidon counts whole numbers, and its histograms round to them. Times are therefore counted in
 * nanoseconds and ratios in millionths; {@link Unit} names the divisor for {@link PrometheusText}.
 */
final class Meters implements AutoCloseable {
  private static final AtomicLong SCOPES = new AtomicLong();

  private final MeterRegistry registry = Services.get(MetricsFactory.class).globalRegistry();
  private final String scope = "nghe-" + SCOPES.incrementAndGet();

  private <B extends Meter.Builder<B, M>, M extends Meter> M add(
      B builder, String help, Unit unit, Tag... tags) {
    return registry.getOrCreate(
        builder.description(help).baseUnit(unit.word()).scope(scope).tags(Arrays.asList(tags)));
  }

  /** A counter; its {@code unit} is what one step of it is worth. */
  Counter counter(String name, String help, Unit unit, Tag... tags) {
    return add(Counter.builder(name), help, unit, tags);
  }

  /**
   * A counter that something else counts.
   *
   * @param source held weakly: the caller keeps it
   */
  <T> void counter(
      String name, String help, Unit unit, T source, ToLongFunction<T> count, Tag... tags) {
    add(FunctionalCounter.builder(name, source, count::applyAsLong), help, unit, tags);
  }

  /** A figure that is looked up when it is asked for. */
  Meter gauge(String name, String help, DoubleSupplier value, Tag... tags) {
    return add(Gauge.builder(name, value::getAsDouble), help, Unit.ONE, tags);
  }

  /** A histogram of durations, or a summary of them where there are no bounds. */
  Timer timer(String name, String help, List<Duration> bounds, Tag... tags) {
    return add(
        Timer.builder(name).buckets(bounds.toArray(Duration[]::new)), help, Unit.NANOSECONDS, tags);
  }

  /**
   * A histogram of ratios.
   *
   * @param bounds in millionths
   */
  DistributionSummary ratios(String name, String help, double... bounds) {
    return add(
        DistributionSummary.builder(name, DistributionStatisticsConfig.builder().buckets(bounds)),
        help,
        Unit.MILLIONTHS);
  }

  void remove(Meter meter) {
    registry.remove(meter.id(), scope);
  }

  /** All meters of this service. */
  Collection<Meter> all() {
    return registry.meters(meter -> meter.scope().filter(scope::equals).isPresent());
  }

  /** Takes the meters of this service out of the registry, which would keep what they look at. */
  @Override
  public void close() {
    List.copyOf(all()).forEach(this::remove);
  }
}
