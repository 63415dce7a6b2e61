// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.nghe.audio.Audio;
import vn.nghe.perf.workload.SpeechClip;

/** Start-up time and memory of {@code ./nghe} as a process. */
final class StartUp implements Measurement {
  private static final int STARTS = 3;
  private static final int WARM_REQUESTS = 10;

  private final byte[] clip = SpeechClip.wav(Audio.SAMPLE_RATE);

  @Override
  public void run(Turns turns, Report report) {
    report.section("Processes: start and memory, the second figure is the bound or the warm time");
    try {
      commandLine(report);
      service(report);
    } catch (IOException e) {
      throw new UncheckedIOException("./nghe could not be measured", e);
    }
  }

  private void commandLine(Report report) throws IOException {
    Path file = Files.createTempFile("nghe-clip", ".wav");
    try {
      Files.write(file, clip);
      List<Double> memory = new ArrayList<>();
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        long begin = System.nanoTime();
        try (MeasuredProcess process = MeasuredProcess.start("transcribe", file.toString())) {
          memory.add(process.mostMemoryUntilEnd());
        }
        times.add(1e-6 * (System.nanoTime() - begin));
      }
      report.note("./nghe transcribe, 5 s, start to end: %.0f ms".formatted(Timing.median(times)));
      report.add(
          Line.ofShare(
              "memory of ./nghe transcribe, 5 s",
              Timing.median(memory),
              200,
              "MB",
              Target.atMost(1)));
    } finally {
      Files.delete(file);
    }
  }

  private void service(Report report) throws IOException {
    List<Double> starts = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    List<Double> first = new ArrayList<>();
    List<Double> warm = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      int port = ServiceClient.freePort();
      long begin = System.nanoTime();
      try (MeasuredProcess process =
              MeasuredProcess.start("serve", "--port", Integer.toString(port));
          ServiceClient client = new ServiceClient(port)) {
        client.awaitReady(process);
        starts.add(1e-6 * (System.nanoTime() - begin));
        memory.add(process.memory());
        first.add(client.transcribe(clip));
        for (int request = 0; request < WARM_REQUESTS; request++) {
          warm.add(client.transcribe(clip));
        }
      }
    }
    report.add(
        Line.ofShare(
            "./nghe serve, start to ready", Timing.median(starts), 1000, "ms", Target.atMost(1)));
    report.add(
        Line.ofShare(
            "first transcript of 5 s, of a warm one",
            Timing.median(first),
            Timing.median(warm),
            "ms",
            Target.atMost(1.3)));
    report.add(
        Line.ofShare(
            "memory of the idle service", Timing.median(memory), 250, "MB", Target.atMost(1)));
  }
}
