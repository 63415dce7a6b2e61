// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.helidon.metrics.api.Bucket;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.DistributionSummary;
import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.HistogramSnapshot;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Meters of Helidon in Prometheus' text format 0.0.4. Helidon's own formatter adds a label for the
 * scope, quantiles and maxima to every series, and puts prefixes and units into the names.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
final class PrometheusText {
  /** Media type of {@link #of}. */
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String SCOPE = "scope";

  private final StringBuilder text = new StringBuilder();

  private PrometheusText() {}

  /** The meters, by name and labels. */
  static String of(Collection<Meter> meters) {
    Map<String, Map<String, Meter>> families = new TreeMap<>();
    for (Meter meter : meters) {
      families
          .computeIfAbsent(meter.id().name(), name -> new TreeMap<>())
          .put(labels(meter), meter);
    }
    PrometheusText text = new PrometheusText();
    families.forEach(text::family);
    return text.text.toString();
  }

  private void family(String name, Map<String, Meter> series) {
    Meter first = series.values().iterator().next();
    text.append("# HELP ")
        .append(name)
        .append(' ')
        .append(first.description().orElse("").replace("\\", "\\\\").replace("\n", "\\n"))
        .append("\n# TYPE ")
        .append(name)
        .append(' ')
        .append(type(first))
        .append('\n');
    series.forEach((labels, meter) -> meter(name, labels, meter));
  }

  private static String type(Meter meter) {
    return switch (meter) {
      case Counter _, FunctionalCounter _ -> "counter";
      case Timer timer -> buckets(timer.snapshot()).isEmpty() ? "summary" : "histogram";
      case DistributionSummary _ -> "histogram";
      default -> "gauge";
    };
  }

  private void meter(String name, String labels, Meter meter) {
    Unit unit = meter.baseUnit().map(Unit::of).orElse(Unit.ONE);
    switch (meter) {
      case Counter counter -> sample(name, labels, unit.scaled((double) counter.count()));
      case FunctionalCounter counter -> sample(name, labels, unit.scaled((double) counter.count()));
      case Gauge<?> gauge -> sample(name, labels, gauge.value().doubleValue());
      case Timer timer ->
          distribution(
              name,
              labels,
              unit,
              timer.snapshot(),
              timer.count(),
              timer.totalTime(TimeUnit.NANOSECONDS));
      case DistributionSummary summary ->
          distribution(
              name, labels, unit, summary.snapshot(), summary.count(), summary.totalAmount());
      default -> throw new IllegalStateException(name + " is a " + meter.type());
    }
  }

  private void distribution(
      String name, String labels, Unit unit, HistogramSnapshot snapshot, long count, double total) {
    List<Bucket> buckets = buckets(snapshot);
    // Recorded meanwhile, perhaps: what is in a bucket has to be in the whole, too.
    long all = buckets.isEmpty() ? count : Math.max(count, buckets.getLast().count());
    for (Bucket bucket : buckets) {
      bucket(name, labels, Double.toString(unit.scaled(bucket.boundary())), bucket.count());
    }
    if (!buckets.isEmpty()) {
      bucket(name, labels, "+Inf", all);
    }
    sample(name + "_count", labels, (double) all);
    sample(name + "_sum", labels, unit.scaled(total));
  }

  private static List<Bucket> buckets(HistogramSnapshot snapshot) {
    List<Bucket> buckets = new ArrayList<>();
    snapshot.histogramCounts().forEach(buckets::add);
    return buckets;
  }

  private void bucket(String name, String labels, String bound, long count) {
    String le = "le=\"" + bound + "\"";
    sample(name + "_bucket", labels.isEmpty() ? le : labels + "," + le, (double) count);
  }

  private void sample(String name, String labels, double value) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(number(value)).append('\n');
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return Double.toString(value);
  }

  private static String labels(Meter meter) {
    StringJoiner labels = new StringJoiner(",");
    for (Tag tag : meter.id().tags()) {
      if (!tag.key().equals(SCOPE)) {
        labels.add(tag.key() + "=\"" + escaped(tag.value()) + "\"");
      }
    }
    return labels.toString();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
