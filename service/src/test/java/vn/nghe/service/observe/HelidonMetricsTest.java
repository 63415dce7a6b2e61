// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MetricsConfig;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.service.registry.Services;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Helidon alone: why {@link Meters} has a scope of the one registry, not a registry of its own. */
class HelidonMetricsTest {
  @Test
  @Disabled(
      "Every registry of helidon-metrics-providers-micrometer 4.5.0 is a view of Micrometer's global"
          + " one. Each new one also starts the meters of the others at zero, so that this cannot"
          + " run in the process of other tests.")
  void registriesDoNotShareMeters() {
    MetricsFactory factory = Services.get(MetricsFactory.class);
    MeterRegistry one = factory.createMeterRegistry(MetricsConfig.create());
    MeterRegistry other = factory.createMeterRegistry(MetricsConfig.create());
    one.getOrCreate(Counter.builder("clips")).increment();

    assertEquals(1, one.meters().size());
    assertEquals(List.of(), other.meters());
  }
}
