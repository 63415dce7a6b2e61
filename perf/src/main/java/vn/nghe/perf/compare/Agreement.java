// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import vn.nghe.audio.Audio;
import vn.nghe.model.Logits;
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.SpeechClip;
import vn.nghe.perf.yardstick.OnnxModel;

/** Makes sure that the engine and ONNX Runtime compute the same thing before they race. */
final class Agreement implements Measurement {
  /**
   * Logits are of size 10 and carry rounding errors of some 1e-4; a wrong epsilon, activation or
   * position moves them by far more than this.
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

  /** Over the classes that the engine has; the full head has more. */
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
