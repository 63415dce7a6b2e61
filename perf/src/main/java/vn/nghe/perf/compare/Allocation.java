// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import vn.nghe.Transcriber;
import vn.nghe.audio.Audio;
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.Speech;

/** What a warm engine allocates on Java's heap, on all its threads. */
final class Allocation implements Comparison {
  private static final int CALLS = 20;

  /** A thousandth of the weights: more than views and tasks need, less than any one buffer. */
  private static final Target OF_WEIGHTS = Target.atMost(0.001);

  @Override
  public void run(Turns turns, Report report) {
    report.section("Allocation in steady state");
    Audio audio = Speech.audio(Speech.SECONDS);
    int threads = Runtime.getRuntime().availableProcessors();
    try (Pass pass = new Pass(Model.FOLDER, Speech.SECONDS, threads)) {
      report.add(
          Line.ofShare(
              "allocated by a pass of 5 s, of the weights' file",
              kilobytes(() -> pass.logits(audio)),
              weights(),
              "kB",
              OF_WEIGHTS));
    }
    try (Transcriber transcriber = Transcriber.open(Model.FOLDER, threads)) {
      report.add(
          Line.ofShare(
              "allocated by a transcription of 5 s, of its samples",
              kilobytes(() -> transcriber.transcribe(audio)),
              1e-3 * audio.length() * Float.BYTES,
              "kB",
              Target.atMost(1)));
    }
  }

  /** For one call, in the middle of several. */
  private static double kilobytes(Runnable task) {
    for (int i = 0; i < CALLS; i++) {
      task.run();
    }
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long before = threads.getTotalThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      task.run();
    }
    return 1e-3 * (threads.getTotalThreadAllocatedBytes() - before) / CALLS;
  }

  private static double weights() {
    try {
      return 1e-3 * Files.size(Model.FOLDER.resolve("model.safetensors"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
