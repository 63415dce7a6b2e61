// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.accesslog.AccessLogFeature;
import io.helidon.webserver.accesslog.HostLogEntry;
import io.helidon.webserver.accesslog.RequestLineLogEntry;
import io.helidon.webserver.accesslog.SizeLogEntry;
import io.helidon.webserver.accesslog.StatusLogEntry;
import io.helidon.webserver.accesslog.TimeTakenLogEntry;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.spi.ServerFeature;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What an operator sees from outside: health and the access log. */
public final class Observability {
  private Observability() {}

  /**
   * The features to add to the server.
   *
   * @param ready whether a request would be served now
   */
  public static List<ServerFeature> features(BooleanSupplier ready) {
    return List.of(
        accessLog(),
        ObserveFeature.builder()
            .observersDiscoverServices(false)
            .addObserver(health(ready))
            .build());
  }

  private static HealthObserver health(BooleanSupplier ready) {
    return HealthObserver.builder()
        .endpoint("/health")
        .details(true)
        .useSystemServices(false)
        .addCheck(() -> state(true), HealthCheckType.LIVENESS, "process")
        .addCheck(() -> state(ready.getAsBoolean()), HealthCheckType.READINESS, "model")
        .build();
  }

  private static HealthCheckResponse state(boolean up) {
    return HealthCheckResponse.builder().status(up).build();
  }

  /** The request line is logged without its query, which may carry secrets. */
  private static ServerFeature accessLog() {
    return AccessLogFeature.builder()
        .entries(
            List.of(
                HostLogEntry.create(),
                RequestLineLogEntry.create(),
                StatusLogEntry.create(),
                SizeLogEntry.create(),
                TimeTakenLogEntry.create()))
        .build();
  }
}
