// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A TCP proxy that cuts a connection which carries too much, and is then out of order. */
final class CuttingProxy implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("(?i)\r\nRange: *bytes=(\\d+)-");

  private final ServerSocket listener;
  private final int target;
  private final Queue<Long> ranges = new ConcurrentLinkedQueue<>();
  private volatile long most = Long.MAX_VALUE;
  private volatile boolean outOfOrder;

  CuttingProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /**
   * The next connection that brings more than so many bytes is cut, and no other is let through.
   */
  void cutAfter(long bytes) {
    most = bytes;
  }

  /** Lets no connection through from now on. */
  void breakDown() {
    outOfOrder = true;
  }

  /** Lets everything through again. */
  void mend() {
    most = Long.MAX_VALUE;
    outOfOrder = false;
  }

  /** The first bytes that were asked for in requests for a part. */
  List<Long> ranges() {
    return List.copyOf(ranges);
  }

  private void accept() {
    while (true) {
      try {
        Socket client = listener.accept();
        if (outOfOrder) {
          client.close();
        } else {
          Thread.ofVirtual().start(() -> connect(client));
        }
      } catch (IOException _) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Thread.ofVirtual().start(() -> forward(client, server));
      answer(server, client);
    } catch (IOException _) {
      // Whoever closed it knows.
    }
  }

  private void forward(Socket client, Socket server) {
    byte[] buffer = new byte[1 << 16];
    try (server;
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        Matcher range = RANGE.matcher(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        if (range.find()) {
          ranges.add(Long.parseLong(range.group(1)));
        }
        out.write(buffer, 0, count);
      }
    } catch (IOException _) {
      // Whoever closed it knows.
    }
  }

  private void answer(Socket server, Socket client) throws IOException {
    byte[] buffer = new byte[1 << 13];
    long carried = 0;
    InputStream in = server.getInputStream();
    OutputStream out = client.getOutputStream();
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      carried += count;
      if (carried > most) {
        outOfOrder = true;
        return;
      }
      out.write(buffer, 0, count);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
