// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import vn.nghe.Transcriber;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.SpeechClip;

/** Heap allocation of a warm engine, on all threads. */
final class Allocation implements Measurement {
  private static final int CALLS = 20;

  /** 2 layers of 2 heads, 64 values wide. */
  private static final Path TINY_MODEL = Path.of("engine/src/test/resources/models/random-tiny");

  /**
   * The default model has 6 layers of 8 heads: 12 times as many tasks of attention, each with a few
   * small objects. A single buffer that grew with the model would grow 24 times at least: 3 times
   * as many layers, each 8 times as wide.
   */
  private static final Target OF_TINY = Target.atMost(12);

  /**
   * A recording is gathered in a buffer that doubles until it fits, here 64 and 128 Ki samples for
   * 80,000; cut to its length; and copied into the sound that is recognised: (64 + 128) · 1024 /
   * 80,000 + 2 = 4.5 times its samples. The rest is for words.
   */
  private static final Target OF_SAMPLES = Target.atMost(5);

  @Override
  public void run(Turns turns, Report report) {
    report.section("Allocation in steady state");
    Audio audio = SpeechClip.audio(SpeechClip.SECONDS);
    report.add(
        Line.ofShare(
            "allocated by a pass of 5 s, of that of a tiny model",
            pass(Model.FOLDER, audio),
            pass(TINY_MODEL, audio),
            "kB",
            OF_TINY));
    try (Transcriber transcriber = Transcriber.open(Model.FOLDER)) {
      report.add(
          Line.ofShare(
              "allocated by a transcription of 5 s, of its samples",
              kilobytes(() -> transcriber.transcribe(AudioSource.of(audio))),
              1e-3 * audio.length() * Float.BYTES,
              "kB",
              OF_SAMPLES));
    }
  }

  private static double pass(Path model, Audio audio) {
    int threads = Runtime.getRuntime().availableProcessors();
    try (Pass pass = new Pass(model, SpeechClip.SECONDS, threads)) {
      return kilobytes(() -> pass.logits(audio));
    }
  }

  /** The kilobytes of one call, averaged over several after a warm-up. */
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
}
