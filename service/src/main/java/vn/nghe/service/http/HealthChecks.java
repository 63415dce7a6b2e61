// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.spi.ServerFeature;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The health checks. */
public final class HealthChecks {
  private static final String PATH = "/health";

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

  /**
   * A filter that sends the checks with their length. Helidon's JSON writer flushes before it ends,
   * which makes a body of chunks, and checkers that speak HTTP/1.0, such as HAProxy, know none.
   */
  public static void sendWhole(
      FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.path().path().startsWith(PATH)) {
      response.streamFilter(Unflushed::new);
    }
    chain.proceed();
  }

  /** Passes everything on, but not the wish to send it at once. */
  private static final class Unflushed extends FilterOutputStream {
    private Unflushed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() {
      // At the end all is sent.
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private static HealthObserver health(
      BooleanSupplier started, BooleanSupplier ready, BooleanSupplier freshKeys) {
    return HealthObserver.builder()
        .endpoint(PATH)
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
