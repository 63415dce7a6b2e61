// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.util.List;
import java.util.Optional;
import vn.nghe.audio.Audio;
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.SpeechClip;
import vn.nghe.perf.yardstick.OnnxModel;

/** The encoder and its head at one length, from samples to logits. */
final class EncoderPairs implements Measurement {
  private final int seconds;
  private final Target target;

  EncoderPairs(int seconds, Target target) {
    this.seconds = seconds;
    this.target = target;
  }

  @Override
  public void run(Turns turns, Report report) {
    report.section("Encoder at " + seconds + " s against ONNX Runtime FP32");
    Audio audio = SpeechClip.audio(seconds);
    for (int threads = 1; threads <= 2; threads++) {
      try (Pass pass = new Pass(Model.FOLDER, seconds, threads);
          OnnxModel plain = OnnxModel.open("fp32", pass.features(audio), threads);
          OnnxModel fused = OnnxModel.open("fp32-fused", pass.features(audio), threads)) {
        List<Timing> times =
            turns.time(
                () -> pass.logits(audio),
                () -> plain.run(pass.features(audio)),
                () -> fused.run(pass.features(audio)));
        String name = "encoder %d s, %s".formatted(seconds, Names.threads(threads));
        report.add(
            Line.ofTimes(
                name + ", graph as exported", times.get(0), times.get(1), Optional.of(target)));
        report.add(
            Line.ofTimes(name + ", attention fused", times.get(0), times.get(2), Optional.empty()));
      }
    }
  }
}
