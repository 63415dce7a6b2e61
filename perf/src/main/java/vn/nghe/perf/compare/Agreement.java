// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import vn.nghe.audio.Audio;
import vn.nghe.model.Logits;
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.SpeechClip;
import vn.nghe.perf.yardstick.OnnxModel;

/** Checks that the engine and ONNX Runtime compute the same logits before they are timed. */
final class Agreement implements Measurement {
  /**
   * Logits have magnitudes of about 10 and rounding errors of about 1e-4. A wrong epsilon,
   * activation or position changes them by far more than this.
   */
  private static final double TOLERANCE = 1e-2;

  @Override
  public void run(Turns turns, Report report) {
    Audio audio = SpeechClip.audio(SpeechClip.SECONDS);
    try (Pass pass = new Pass(Model.FOLDER, SpeechClip.SECONDS, 1)) {
      for (String graph : new String[] {"fp32", "fp32-fused", "fp32-full-head"}) {
        try (OnnxModel onnx = OnnxModel.open(graph, pass.features(audio), 1)) {
          double difference =
              largestDifference(pass.logits(audio), onnx.logits(pass.features(audio)));
          if (!(difference <= TOLERANCE)) {
            throw new IllegalStateException(
                "logits of ONNX Runtime with " + graph + " differ by " + difference);
          }
          report.note(
              "ONNX Runtime's logits with %s differ from the engine's by %.1e at most"
                  .formatted(graph, difference));
        }
      }
    }
  }

  /** Over the classes of the engine; the full head has more. */
  private static double largestDifference(Logits ours, float[] theirs) {
    int columns = theirs.length / ours.frames();
    double largest = 0;
    for (int row = 0; row < ours.frames(); row++) {
      for (int column = 0; column < ours.classes(); column++) {
        double difference = ours.at(row, column) - theirs[row * columns + column];
        largest = Math.max(largest, Math.abs(difference));
      }
    }
    return largest;
  }
}
