// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.spi.ServerFeature;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The health checks. */
public final class HealthChecks {
  private HealthChecks() {}

  /**
   * The features to add to the server.
   *
   * @param started whether a model was loaded and warmed up, ever
   * @param ready whether a request would be served now
   * @param freshKeys whether it is known well enough whose requests to serve
   */
  public static List<ServerFeature> features(
      BooleanSupplier started, BooleanSupplier ready, BooleanSupplier freshKeys) {
    return List.of(
        ObserveFeature.builder()
            .observersDiscoverServices(false)
            .addObserver(health(started, ready, freshKeys))
            .build());
  }

  private static HealthObserver health(
      BooleanSupplier started, BooleanSupplier ready, BooleanSupplier freshKeys) {
    return HealthObserver.builder()
        .endpoint("/health")
        .details(true)
        .useSystemServices(false)
        .addCheck(() -> state(true), HealthCheckType.LIVENESS, "process")
        .addCheck(() -> state(started.getAsBoolean()), HealthCheckType.STARTUP, "start")
        .addCheck(() -> state(ready.getAsBoolean()), HealthCheckType.READINESS, "model")
        .addCheck(() -> state(freshKeys.getAsBoolean()), HealthCheckType.READINESS, "keys")
        .build();
  }

  private static HealthCheckResponse state(boolean up) {
    return HealthCheckResponse.builder().status(up).build();
  }
}
