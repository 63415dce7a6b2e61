// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.nghe.Transcriber;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.perf.workload.SpeechClip;

/** Concurrent clips of 5 s on one transcriber with all cores. */
final class Concurrency implements Measurement {
  private static final int[] CLIENTS = {1, 2, 4, 8};
  private static final int MOST = 8;

  /** Clips in a round, a multiple of every number of clients. */
  private static final int CLIPS = 24;

  private static final int ROUNDS = 3;

  /** One round: clips a second, and the longest wait for a clip in seconds. */
  private record Round(double throughput, double slowest) {}

  @Override
  public void run(Turns turns, Report report) {
    report.section("Clips of 5 s at once, all cores");
    Audio audio = SpeechClip.audio(SpeechClip.SECONDS);
    try (Transcriber transcriber = Transcriber.open(Model.FOLDER);
        ExecutorService clients = Executors.newFixedThreadPool(MOST)) {
      // One clip for every client, so that its buffers are allocated.
      round(transcriber, clients, audio, MOST);
      List<List<Round>> rounds = new ArrayList<>();
      for (int ignored : CLIENTS) {
        rounds.add(new ArrayList<>());
      }
      for (int i = 0; i < ROUNDS; i++) {
        for (int level = 0; level < CLIENTS.length; level++) {
          rounds.get(level).add(round(transcriber, clients, audio, CLIENTS[level]));
        }
      }
      report(report, rounds);
    }
  }

  private static void report(Report report, List<List<Round>> rounds) {
    double best = 0;
    for (int level = 0; level < CLIENTS.length; level++) {
      double throughput = throughput(rounds.get(level));
      report.note("%d at once: %.2f clips/s".formatted(CLIENTS[level], throughput));
      best = Math.max(best, throughput);
    }
    double many = throughput(rounds.getLast());
    report.add(
        Line.ofShare(
            "throughput of 8 at once, of the best", many, best, "clips/s", Target.atLeast(0.95)));
    // In a closed loop of equal clients, a clip takes as long as all of them: their number divided
    // by the throughput.
    double slowest = Timing.median(rounds.getLast().stream().map(Round::slowest).toList());
    report.add(
        Line.ofShare(
            "slowest of 8 at once, of its fair share",
            1e3 * slowest,
            1e3 * MOST / many,
            "ms",
            Target.atMost(1.1)));
  }

  private static Round round(
      Transcriber transcriber, ExecutorService clients, Audio audio, int count) {
    List<Future<Double>> waits = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      waits.add(clients.submit(() -> slowest(transcriber, audio, CLIPS / count)));
    }
    double slowest = 0;
    for (Future<Double> wait : waits) {
      slowest = Math.max(slowest, result(wait));
    }
    return new Round(CLIPS / (1e-9 * (System.nanoTime() - begin)), slowest);
  }

  private static double slowest(Transcriber transcriber, Audio audio, int clips) {
    double slowest = 0;
    for (int i = 0; i < clips; i++) {
      long begin = System.nanoTime();
      transcriber.transcribe(AudioSource.of(audio));
      slowest = Math.max(slowest, 1e-9 * (System.nanoTime() - begin));
    }
    return slowest;
  }

  private static double throughput(List<Round> rounds) {
    return Timing.median(rounds.stream().map(Round::throughput).toList());
  }

  private static double result(Future<Double> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed", e.getCause());
    }
  }
}
