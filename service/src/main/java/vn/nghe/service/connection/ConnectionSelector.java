// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1Connection;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes connections of Helidon's for HTTP/1.1 that read through a {@link ClientConnection} and
 * write through an {@link AnswerWriter}.
 */
public final class ConnectionSelector implements ServerConnectionSelector {
  private final ServerConnectionSelector http;
  private final ConnectionLimits limits;
  private final OpenConnections connections;
  private final Consumer<ConnectionEnd> ended;

  /**
   * Makes none yet.
   *
   * @param config how to read requests
   * @param upgrader to the one other protocol that connections can go on with
   * @param connections those that are open
   * @param ended is told whenever the limits end a connection
   */
  public ConnectionSelector(
      Http1Config.Builder config,
      Http1Upgrader upgrader,
      ConnectionLimits limits,
      OpenConnections connections,
      Consumer<ConnectionEnd> ended) {
    this.http =
        Http1ConnectionSelector.builder()
            .config(config.addReceiveListener(new Heads()).build())
            .addUpgrader(new Upgrades(upgrader))
            .build();
    this.limits = limits;
    this.connections = connections;
    this.ended = ended;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    KnownPeer peer = KnownPeer.of(context.remotePeer());
    ClientConnection client = new ClientConnection(socket(context), peer.host(), limits, ended);
    connections.watch(peer.address(), client::hasRequest);
    AnswerWriter writer = new AnswerWriter(context.dataWriter(), limits.write(), ended);
    Http1Connection connection =
        (Http1Connection) http.connection(new WatchedContext(context, client, peer, writer));
    client.parsedBy(connection::canInterrupt);
    return new WatchedConnection(connection, client);
  }

  private static Supplier<byte[]> socket(ConnectionContext context) {
    DataReader before = context.dataReader();
    return () -> {
      // Where Helidon had to choose among selectors it has read.
      if (before.available() > 0) {
        return before.readBytes(before.available());
      }
      try {
        return nonEmpty(context.serverSocket());
      } catch (UncheckedIOException e) {
        throw new ServerConnectionException("the connection broke", e);
      }
    };
  }

  /** Helidon's TLS gives an empty chunk at the client's farewell, and the end only after it. */
  private static byte[] nonEmpty(HelidonSocket socket) {
    byte[] chunk = socket.get();
    while (chunk != null && chunk.length == 0) {
      chunk = socket.get();
    }
    return chunk;
  }

  private static ClientConnection client(ConnectionContext context) {
    return ((WatchedContext) context).client();
  }

  /** Helidon calls this when the head of a request is there. */
  private static final class Heads implements Http1ConnectionListener {
    @Override
    public void headers(ConnectionContext context, Headers headers) {
      client(context).headArrived();
    }
  }

  /** What Helidon does to go on with another protocol. */
  private record Upgrades(Http1Upgrader helidon) implements Http1Upgrader {
    @Override
    public String supportedProtocol() {
      return helidon.supportedProtocol();
    }

    @Override
    public ServerConnection upgrade(
        ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
      ServerConnection upgraded = helidon.upgrade(context, prologue, headers);
      if (upgraded != null) {
        client(context).upgraded();
      }
      return upgraded;
    }
  }
}
