// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import vn.nghe.perf.service.UploadRequest;

/** A client of a service on this machine. */
final class ServiceClient implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  ServiceClient(int port) {
    url = "http://127.0.0.1:" + port;
  }

  /** A port that was free at the time of the call. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Polls until the service is ready. */
  void awaitReady(MeasuredProcess process) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/health/ready")).build();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady(request)) {
      if (!process.isAlive() || System.nanoTime() > giveUp) {
        throw new IllegalStateException("./nghe serve did not become ready");
      }
      pause();
    }
  }

  /** Posts a file and returns the time until its transcript, in milliseconds. */
  double transcribe(byte[] file) throws IOException {
    HttpRequest request = UploadRequest.of(url, file, false);
    long begin = System.nanoTime();
    int status = send(request);
    double time = 1e-6 * (System.nanoTime() - begin);
    if (status != 200) {
      throw new IllegalStateException("the service answered with status " + status);
    }
    return time;
  }

  @Override
  public void close() {
    http.close();
  }

  private boolean isReady(HttpRequest request) throws IOException {
    try {
      return send(request) / 100 == 2;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  private int send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }
}
