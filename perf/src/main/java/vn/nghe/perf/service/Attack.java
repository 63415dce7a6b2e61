// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.service;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Attacks a service by one caller, in one way after another, while another caller sends a short
 * clip every second. Every attack is bounded in connections and in time, and goes to the given
 * address alone.
 */
public final class Attack {
  /** The most that the other caller may wait, at the 99th percentile, in milliseconds. */
  private static final double LONGEST = 2_000;

  /** Clips of the other caller before the first attack, which warm the service up. */
  private static final int WARM_UP = 20;

  /** How long the service may take to be as before, in seconds: its idle timeouts are shorter. */
  private static final int SETTLING = 60;

  /** What may be open or running for reasons of its own: a thread of a pool, a file of a log. */
  private static final double SLACK = 16;

  /** Growth of the heap that is no leak, in MiB: compiled code and pools still fill. */
  private static final double HEAP_SLACK = 24;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String service;
  private final long process;
  private final Attacker attacker;
  private final OtherCaller other;

  private Attack(String service, long process, Attacker attacker, OtherCaller other) {
    this.service = service;
    this.process = process;
    this.attacker = attacker;
    this.other = other;
  }

  /**
   * Attacks, and exits with 0 if the other caller noticed nothing and nothing is left behind.
   *
   * @param arguments the service's address and process id; the API keys of the attacker and of the
   *     other caller; a clip of 3 s; a small file that is expensive to decode; how long each attack
   *     goes on, in seconds; and the attacks, all if there are none
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    String service = arguments[0];
    Attack attack =
        new Attack(
            service,
            Long.parseLong(arguments[1]),
            new Attacker(service, arguments[2], Files.readAllBytes(Path.of(arguments[5]))),
            new OtherCaller(service, arguments[3], Files.readAllBytes(Path.of(arguments[4]))));
    Duration length = Duration.ofSeconds(Long.parseLong(arguments[6]));
    List<AttackKind> kinds = new ArrayList<>();
    for (int i = 7; i < arguments.length; i++) {
      kinds.add(AttackKind.valueOf(arguments[i].toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    System.exit(attack.run(kinds.isEmpty() ? List.of(AttackKind.values()) : kinds, length) ? 0 : 1);
  }

  private boolean run(List<AttackKind> kinds, Duration length)
      throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      other.send();
    }
    other.forget();
    System.out.println(
        "attack          p50 ms  p99 ms  failed of   resident MiB  peak  heap MiB     threads"
            + "    files");
    boolean good = true;
    for (AttackKind kind : kinds) {
      good &= run(kind, length);
    }
    return good;
  }

  private boolean run(AttackKind kind, Duration length) throws IOException, InterruptedException {
    ServiceState before = ServiceState.read(http, service, process);
    long end = System.nanoTime() + length.toNanos();
    List<Thread> attackers = attacker.start(kind, end);
    other.sendEverySecondUntil(end);
    for (Thread thread : attackers) {
      thread.interrupt();
    }
    attacker.hangUp();
    for (Thread thread : attackers) {
      thread.join();
    }
    ServiceState after = settled(before);
    boolean good = other.slowest() <= LONGEST && other.failures() == 0 && isAsBefore(before, after);
    System.out.printf(
        "%-14s  %6.0f  %6.0f  %6d %-4d %6.0f %6.0f  %4d  %3.0f %3.0f  %5.0f %5.0f  %3.0f %3.0f"
            + "  %s%n",
        kind.word(),
        other.median(),
        other.slowest(),
        other.failures(),
        other.count(),
        before.resident(),
        after.resident(),
        ProcessMemory.highestResident(process).orElse(0) >> 20,
        before.heap(),
        after.heap(),
        before.threads(),
        after.threads(),
        before.files(),
        after.files(),
        good ? "" : "BAD " + other.firstFailure());
    other.forget();
    return good;
  }

  /** The state once it is as before, or after a minute. */
  private ServiceState settled(ServiceState before) throws IOException, InterruptedException {
    ServiceState after = ServiceState.read(http, service, process);
    for (int i = 0; i < SETTLING && !isAsBefore(before, after); i++) {
      TimeUnit.SECONDS.sleep(1);
      after = ServiceState.read(http, service, process);
    }
    return after;
  }

  private static boolean isAsBefore(ServiceState before, ServiceState after) {
    return after.threads() <= before.threads() + SLACK
        && after.files() <= before.files() + SLACK
        && after.heap() <= before.heap() + HEAP_SLACK;
  }
}
