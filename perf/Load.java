// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends one clip again and again from several clients at once, each of which waits for its answer
 * before it sends again; one that is told to come back later does so at once, the hardest case.
 * Then it sends ten times as many as were answered at best, whatever becomes of those before.
 */
final class Load {
  /** An answer and how long it took, in milliseconds. */
  private record Answer(int status, double ms) {}

  public static void main(String[] arguments) throws Exception {
    HttpRequest request = Upload.of(arguments[0], Files.readAllBytes(Path.of(arguments[1])), false);
    Duration round = Duration.ofSeconds(Long.parseLong(arguments[2]));
    System.out.println(
        "load        answered/s  p50 ms  p95 ms  p99 ms  refused/s  p50 ms  p99 ms  other");
    double peak = 0;
    for (int clients : new int[] {1, 8, 64}) {
      peak = Math.max(peak, clients(clients, request, round));
    }
    double goodput = arrivals(10 * peak, request, round);
    System.out.printf("goodput at ten times the peak: %.0f %% of it%n", 100 * goodput / peak);
  }

  private static double clients(int clients, HttpRequest request, Duration round) throws Exception {
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

  private static double arrivals(double perSecond, HttpRequest request, Duration round)
      throws Exception {
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
      throw new IllegalStateException(e);
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
