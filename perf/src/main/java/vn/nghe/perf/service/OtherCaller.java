// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.service;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A caller who sends a clip every second, answered or not, over new connections. */
final class OtherCaller {
  /** Longer than anybody waits; then it counts as failed. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpRequest request;
  private final ConcurrentLinkedQueue<Double> times = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

  OtherCaller(String service, String key, byte[] clip) {
    HttpRequest upload = UploadRequest.withKey(UploadRequest.of(service, clip, false), key);
    this.request = HttpRequest.newBuilder(upload, (name, value) -> true).timeout(PATIENCE).build();
  }

  /** Sends until a time of {@link System#nanoTime()}, and waits for all answers. */
  void sendEverySecondUntil(long end) throws InterruptedException {
    List<Thread> requests = new ArrayList<>();
    for (long due = System.nanoTime(); due < end; due += TimeUnit.SECONDS.toNanos(1)) {
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      requests.add(Thread.ofVirtual().start(this::send));
    }
    for (Thread thread : requests) {
      thread.join();
    }
  }

  /** Sends one clip and waits for the answer. */
  void send() {
    long begun = System.nanoTime();
    // Each by itself, as if by another program: a connection from before the attack proves nothing.
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        failures.add(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      failures.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(e.toString());
    }
    times.add((System.nanoTime() - begun) / 1e6);
  }

  /** Begins anew. */
  void forget() {
    times.clear();
    failures.clear();
  }

  int count() {
    return times.size();
  }

  int failures() {
    return failures.size();
  }

  /** What went wrong first, if anything did. */
  String firstFailure() {
    return failures.isEmpty() ? "" : failures.peek();
  }

  /** The median time to an answer, in milliseconds. */
  double median() {
    return quantile(0.5);
  }

  /** The 99th percentile of the times, in milliseconds. */
  double slowest() {
    return quantile(0.99);
  }

  private double quantile(double share) {
    List<Double> sorted = times.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * (sorted.size() - 1)));
  }
}
