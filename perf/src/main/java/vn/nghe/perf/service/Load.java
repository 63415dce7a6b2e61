// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.service;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Measures throughput and response times. Clients send one clip in a closed loop: each waits for
 * its answer before it sends again, and a refused client ignores Retry-After and sends at once,
 * which is the hardest case. Then requests arrive at ten times the highest throughput in an open
 * loop, whether or not earlier ones are answered.
 */
public final class Load {
  private static final int[] CLIENTS = {1, 8, 64};

  /** How many times the highest throughput the open loop sends. */
  private static final int OVERLOAD = 10;

  /** An answer and its time, in milliseconds; status 0 if the connection failed. */
  private record Answer(int status, double ms) {}

  private Load() {}

  /**
   * Measures.
   *
   * @param arguments the service's address, an audio file, and the length of a round in seconds
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // Figures with a decimal point, on every machine.
    Locale.setDefault(Locale.ROOT);
    byte[] clip = Files.readAllBytes(Path.of(arguments[1]));
    HttpRequest request = UploadRequest.of(arguments[0], clip, false);
    Duration round = Duration.ofSeconds(Long.parseLong(arguments[2]));
    System.out.println(
        "load        answered/s  p50 ms  p95 ms  p99 ms  refused/s  p50 ms  p99 ms  other");
    double peak = 0;
    for (int clients : CLIENTS) {
      peak = Math.max(peak, closedLoop(clients, request, round));
    }
    double goodput = openLoop(OVERLOAD * peak, request, round);
    System.out.printf("goodput at ten times the peak: %.0f %% of it%n", 100 * goodput / peak);
  }

  private static double closedLoop(int clients, HttpRequest request, Duration round)
      throws InterruptedException {
    ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    long end = System.nanoTime() + round.toNanos();
    List<Thread> threads = new ArrayList<>();
    try (HttpClient http = client()) {
      for (int i = 0; i < clients; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      while (System.nanoTime() < end) {
                        answers.add(send(http, request));
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return report("%3d at once".formatted(clients), answers, round);
  }

  private static double openLoop(double perSecond, HttpRequest request, Duration round)
      throws InterruptedException {
    ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    long count = (long) (perSecond * round.toSeconds());
    List<Thread> threads = new ArrayList<>();
    try (HttpClient http = client()) {
      long begun = System.nanoTime();
      for (long i = 0; i < count; i++) {
        long due = begun + (long) (i * 1e9 / perSecond);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        threads.add(Thread.ofVirtual().start(() -> answers.add(send(http, request))));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return report("%3.0f a second".formatted(perSecond), answers, round);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static double report(String load, ConcurrentLinkedQueue<Answer> answers, Duration round) {
    List<Double> good = times(answers, 200);
    List<Double> refused = times(answers, 503);
    double seconds = round.toMillis() / 1000.0;
    System.out.printf(
        "%-12s%10.2f  %6.0f  %6.0f  %6.0f  %9.2f  %6.0f  %6.0f  %5d%n",
        load,
        good.size() / seconds,
        quantile(good, 0.5),
        quantile(good, 0.95),
        quantile(good, 0.99),
        refused.size() / seconds,
        quantile(refused, 0.5),
        quantile(refused, 0.99),
        answers.size() - good.size() - refused.size());
    return good.size() / seconds;
  }

  private static Answer send(HttpClient http, HttpRequest request) {
    long begun = System.nanoTime();
    int status;
    try {
      status = http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      status = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
    return new Answer(status, (System.nanoTime() - begun) / 1e6);
  }

  private static List<Double> times(Iterable<Answer> answers, int status) {
    List<Double> times = new ArrayList<>();
    for (Answer answer : answers) {
      if (answer.status() == status) {
        times.add(answer.ms());
      }
    }
    times.sort(null);
    return times;
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) (share * (sorted.size() - 1)));
  }
}
