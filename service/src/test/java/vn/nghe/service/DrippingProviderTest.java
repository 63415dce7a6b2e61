// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An OpenID provider that sends a byte now and then, and never comes to an end. */
class DrippingProviderTest {
  /** Of the form of a token, so that the provider's keys are wanted. */
  private static final String TOKEN =
      "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEiLCJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhIn0.AAAA";

  private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
  private HttpServer provider;

  @BeforeEach
  void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/", this::answer);
    provider.start();
  }

  @AfterEach
  void stop() {
    drip.shutdownNow();
    provider.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    var _ =
        drip.scheduleAtFixedRate(
            () -> {
              try {
                body.write(' ');
                body.flush();
              } catch (IOException e) {
                throw new IllegalStateException("the service has left", e);
              }
            },
            0,
            100,
            TimeUnit.MILLISECONDS);
  }

  @Test
  void tokensAreAnsweredAndOtherRequestsGoOn() {
    try (HeldService service =
        new HeldService(
            Map.of(
                "nghe.auth.oidc.issuer",
                "http://127.0.0.1:" + provider.getAddress().getPort(),
                "nghe.auth.oidc.audience",
                "nghe"))) {
      Client.assertError(
          503, "authentication_unavailable", service.client().with(TOKEN).get("/v1/models"));
      assertEquals(200, service.client().get("/health/ready").statusCode());
    }
  }
}
