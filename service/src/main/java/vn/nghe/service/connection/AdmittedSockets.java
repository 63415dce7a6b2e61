// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Socket options that only connections get for which there is room. Helidon's own limit does not
 * accept more connections than it allows, so that clients wait without an answer; but it configures
 * a socket when it has accepted it, and closes it if that throws.
 *
 * @param options what admitted connections get
 * @param connections decide who is admitted
 */
public record AdmittedSockets(SocketOptions options, OpenConnections connections)
    implements SocketOptions {
  @Override
  public void configureSocket(SocketChannel channel) {
    boolean isAdmitted;
    try {
      isAdmitted = connections.admit(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("the connection ended before it was used", e);
    }
    if (!isAdmitted) {
      throw new NoRoomException();
    }
    options.configureSocket(channel);
  }

  /** Without a stack trace: there may be thousands in a second. */
  private static final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NoRoomException() {
      super("no room for another connection", null, false, false);
    }
  }

  @Override
  public void configureSocket(Socket socket) {
    options.configureSocket(socket);
  }

  @Override
  public Map<SocketOption<?>, Object> socketOptions() {
    return options.socketOptions();
  }

  @Override
  public Duration connectTimeout() {
    return options.connectTimeout();
  }

  @Override
  public Duration readTimeout() {
    return options.readTimeout();
  }

  @Override
  public Optional<Integer> socketReceiveBufferSize() {
    return options.socketReceiveBufferSize();
  }

  @Override
  public Optional<Integer> socketSendBufferSize() {
    return options.socketSendBufferSize();
  }

  @Override
  public boolean socketReuseAddress() {
    return options.socketReuseAddress();
  }

  @Override
  public boolean socketKeepAlive() {
    return options.socketKeepAlive();
  }

  @Override
  public boolean tcpNoDelay() {
    return options.tcpNoDelay();
  }
}
