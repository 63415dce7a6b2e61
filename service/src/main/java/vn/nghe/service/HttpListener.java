// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.Headers;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsUpgrader;
import java.time.Duration;
import java.util.function.Consumer;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.connection.AdmittedSockets;
import vn.nghe.service.connection.ClientConnection;
import vn.nghe.service.connection.ConnectionEnd;
import vn.nghe.service.connection.ConnectionSelector;
import vn.nghe.service.connection.FileDescriptors;
import vn.nghe.service.connection.OpenConnections;
import vn.nghe.service.connection.PlainBodies;
import vn.nghe.service.http.HealthChecks;
import vn.nghe.service.http.TransportErrors;
import vn.nghe.service.realtime.RealtimeEndpoint;

/** The HTTP server: its port, its connections, and what it does by itself. */
final class HttpListener {
  /**
   * The server's own bound on a body, over ours: between the two a body is thrown away so that its
   * sender sees the answer. The server buffers a whole chunk of a chunked body, so this also bounds
   * what one chunk can take.
   */
  private static final int SERVER_LIMIT_FACTOR = 2;

  /**
   * What the server itself waits for when it stops, after every transcription is answered: idle
   * connections and health checks.
   */
  private static final Duration STRAGGLERS = Duration.ofSeconds(1);

  private HttpListener() {}

  /**
   * Opens the port.
   *
   * @throws ConfigurationException if it cannot be opened
   */
  static WebServer open(ServiceConfig config, ServiceParts parts) {
    HttpRoutes front = new HttpRoutes(config, parts);
    RealtimeEndpoint realtime = front.realtime();
    WsConfig protocol = realtime.protocol();
    Consumer<ConnectionEnd> ended =
        parts
            .metrics()
            .counter(
                "nghe_connections_ended_total",
                "Connections that the service closed or refused of its own accord",
                "reason",
                ConnectionEnd.class);
    WebServerConfig.Builder builder = WebServer.builder().config(config.server());
    OpenConnections connections =
        new OpenConnections(
            config.connections(),
            FileDescriptors.ofProcess(),
            builder.tls().isPresent() ? new byte[0] : TransportErrors.noRoom(),
            ended);
    parts.metrics().gauge("nghe_connections_open", "Connections of clients", connections::count);
    WebServer server =
        builder
            .connectionOptions(
                new AdmittedSockets(
                    builder.connectionOptions().orElseGet(SocketOptions::create), connections))
            .address(config.host())
            .port(config.port())
            .maxPayloadSize(SERVER_LIMIT_FACTOR * config.upload().maxBytes())
            .shutdownGracePeriod(STRAGGLERS)
            .shutdownHook(false)
            .contentEncoding(new PlainBodies())
            // Gives the handlers Helidon's messages; clients get those of the service.
            .errorHandling(ErrorHandling.builder().includeEntity(true).build())
            .directHandlers(TransportErrors.handlers(() -> ClientConnection.current().peer()))
            .featuresDiscoverServices(false)
            .features(
                HealthChecks.features(
                    parts.intake().models()::hasLoaded,
                    parts.intake()::isReady,
                    parts.access()::hasFreshKeys))
            .routing(front::route)
            .addRouting(realtime.routing())
            // Else Helidon's own selector would come beside this one.
            .protocolsDiscoverServices(false)
            .addConnectionSelector(selector(config, protocol, connections, ended))
            .addProtocol(protocol)
            .build()
            .start();
    // A port that is taken is only logged.
    if (!server.isRunning()) {
      throw new ConfigurationException(
          "Cannot listen on server.host "
              + config.host().getHostAddress()
              + ", server.port "
              + config.port()
              + ". Is another service running there?");
    }
    return server;
  }

  private static ConnectionSelector selector(
      ServiceConfig config,
      WsConfig realtime,
      OpenConnections connections,
      Consumer<ConnectionEnd> ended) {
    return new ConnectionSelector(
        Http1Config.builder().config(config.server().get("protocols.http_1_1")),
        new AnyOrigin(realtime),
        config.connections(),
        connections,
        ended);
  }

  /** Leaves origins to the endpoint, which knows those of the settings and answers in our words. */
  private static final class AnyOrigin extends WsUpgrader {
    private AnyOrigin(WsConfig protocol) {
      super(protocol);
    }

    @Override
    protected void validateOrigin(Headers headers, String origin) {
      // The endpoint does.
    }
  }
}
