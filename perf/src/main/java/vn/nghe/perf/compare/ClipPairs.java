// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.nghe.Transcriber;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.SpeechClip;
import vn.nghe.perf.yardstick.OnnxModel;

/**
 * A clip of 5 s from the bytes of its file. Both sides decode and compute features with the engine;
 * only the engine continues to text.
 */
final class ClipPairs implements Measurement {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final double OWN_LENGTH = SpeechClip.SECONDS + Model.TAIL;

  private final byte[] file = SpeechClip.wav(Audio.SAMPLE_RATE);

  @Override
  public void run(Turns turns, Report report) {
    report.section("A clip of 5 s end to end against pipelines around ONNX Runtime");
    for (int threads = 1; threads <= 2; threads++) {
      try (Transcriber transcriber = Transcriber.open(Model.FOLDER, threads);
          Pipeline padded = new Pipeline("fp32-full-head", Model.PADDED, threads);
          Pipeline short8 = new Pipeline("int8", OWN_LENGTH, threads);
          Pipeline padded8 = new Pipeline("int8", Model.PADDED, threads)) {
        List<Timing> times =
            turns.time(
                () -> transcriber.transcribe(AudioSource.of(file)),
                () -> padded.run(file),
                () -> short8.run(file),
                () -> padded8.run(file));
        Timing ours = times.getFirst();
        String name = "clip 5 s, " + Names.threads(threads);
        report.add(
            Line.ofTimes(
                name + ", FP32, padded, full head",
                ours,
                times.get(1),
                Optional.of(Target.atLeast(7))));
        report.add(
            Line.ofTimes(
                name + ", INT8, own length", ours, times.get(2), Optional.of(Target.atLeast(1))));
        report.add(
            Line.ofTimes(
                name + ", INT8, padded", ours, times.get(3), Optional.of(Target.atLeast(1))));
      }
    }
  }

  /** The work of a service around ONNX Runtime, from a file to logits. */
  private static final class Pipeline implements AutoCloseable {
    private final Pass pass;
    private final OnnxModel onnx;

    Pipeline(String graph, double seconds, int threads) {
      pass = new Pass(Model.FOLDER, seconds, threads);
      onnx = OnnxModel.open(graph, pass.features(SpeechClip.audio(SpeechClip.SECONDS)), threads);
    }

    void run(byte[] file) {
      onnx.run(pass.features(AudioDecoder.decode(file, LONGEST)));
    }

    @Override
    public void close() {
      onnx.close();
      pass.close();
    }
  }
}
