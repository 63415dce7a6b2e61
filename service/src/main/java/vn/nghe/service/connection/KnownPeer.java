// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;

/**
 * Who is at the other end, as it was when the connection was opened. Helidon asks the socket anew
 * each time, and throws once it is closed.
 *
 * @param helidon knows what TLS says of the peer
 */
record KnownPeer(PeerInfo helidon, SocketAddress address, String host, int port)
    implements PeerInfo {
  /**
   * Asks the socket.
   *
   * @throws ServerConnectionException if it is closed already
   */
  static KnownPeer of(PeerInfo helidon) {
    if (helidon.address() == null) {
      throw new ServerConnectionException(
          "the client left at once", new IOException("the socket has no remote address"));
    }
    return new KnownPeer(helidon, helidon.address(), helidon.host(), helidon.port());
  }

  @Override
  public Optional<Principal> tlsPrincipal() {
    return helidon.tlsPrincipal();
  }

  @Override
  public Optional<Certificate[]> tlsCertificates() {
    return helidon.tlsCertificates();
  }
}
