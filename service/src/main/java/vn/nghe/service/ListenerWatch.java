// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Sees that the port still takes connections. Helidon's listener ends on whatever is thrown while
 * it accepts one, such as for want of file descriptors, and tells nobody: the process lives on
 * without a port.
 */
final class ListenerWatch {
  /** Refusals in a row: a port that was lost stays lost. */
  private static final int ENOUGH = 3;

  private static final int TIMEOUT_MILLISECONDS = 2_000;

  private final InetSocketAddress port;
  private final Runnable lost;
  private boolean wasOpen;
  private int refusals;

  /**
   * Looks nowhere yet.
   *
   * @param host that the service listens on
   * @param lost is run once the port no longer takes connections
   */
  ListenerWatch(InetAddress host, int port, Runnable lost) {
    InetAddress reachable = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
    this.port = new InetSocketAddress(reachable, port);
    this.lost = lost;
  }

  /**
   * Connects, and closes the connection.
   *
   * @return whether the port took it, or nothing can be said
   */
  boolean look() {
    try (Socket probe = new Socket()) {
      probe.connect(port, TIMEOUT_MILLISECONDS);
      wasOpen = true;
      refusals = 0;
      return true;
    } catch (ConnectException _) {
      refusals++;
      if (wasOpen && refusals == ENOUGH) {
        lost.run();
      }
      return false;
    } catch (IOException _) {
      // No descriptor for the probe, or a port too busy to answer: it may be there.
      return true;
    }
  }
}
