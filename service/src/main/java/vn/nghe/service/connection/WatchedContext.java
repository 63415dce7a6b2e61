// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * What Helidon knows of a connection, with another reader and another writer, and a peer that is
 * known after the connection is closed, too.
 *
 * @param helidon answers all else
 * @param client what the reader reads from
 */
record WatchedContext(
    ConnectionContext helidon,
    ClientConnection client,
    PeerInfo remotePeer,
    DataReader dataReader,
    DataWriter dataWriter)
    implements ConnectionContext {
  WatchedContext(
      ConnectionContext helidon, ClientConnection client, PeerInfo peer, DataWriter dataWriter) {
    this(helidon, client, peer, DataReader.create(client), dataWriter);
  }

  @Override
  public ListenerContext listenerContext() {
    return helidon.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return helidon.executor();
  }

  @Override
  public Router router() {
    return helidon.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return helidon.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return helidon.serverSocket();
  }

  @Override
  public PeerInfo localPeer() {
    return helidon.localPeer();
  }

  @Override
  public boolean isSecure() {
    return helidon.isSecure();
  }

  @Override
  public String socketId() {
    return helidon.socketId();
  }

  @Override
  public String childSocketId() {
    return helidon.childSocketId();
  }
}
