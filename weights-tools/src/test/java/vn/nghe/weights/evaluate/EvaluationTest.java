// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;

/** The default model measured on real speech. */
final class EvaluationTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
  private static final Path SPEECH = PROJECT.resolve("engine/src/test/resources/speech");

  @Test
  void poolsWhatWasRecognisedAndCountsWhatWasNotAsDeleted(@TempDir Path folder) throws Exception {
    Path manifest =
        Files.writeString(
            folder.resolve("dev.tsv"),
            """
            path\tsentence
            %1$s/cv9-vi-24743774.wav\tTâm lý bất ổn định khi vừa mất đi cái thai ở trong bụng
            missing.wav\tKhông có gì
            %1$s/cv9-vi-23689547.wav\tĐang nói ở chỗ
            """
                .formatted(SPEECH));
    List<ClipResult> progress = new ArrayList<>();
    Evaluation evaluation;
    try (var transcriber = Transcriber.open(PROJECT.resolve("models/nghe-base-vi"))) {
      evaluation =
          Evaluation.run(
              transcriber, Decoding.GREEDY, ClipManifest.read(manifest), 3, progress::add);
    }

    assertEquals(progress, evaluation.results());
    assertEquals(
        List.of("tâm lỹ bấc ộn lịn khi vừa mắc đi cái thai ở trong bục", "", "đang nói ở chỗ"),
        progress.stream().map(ClipResult::hypothesis).toList());
    var failed = assertInstanceOf(ClipResult.Failed.class, progress.get(1));
    assertTrue(failed.reason().startsWith(folder.resolve("missing.wav") + ": "), failed.reason());
    assertEquals(1, evaluation.failures());

    // lỹ, bấc, ộn, lịn, mắc and bục; then the three words of the missing clip.
    assertEquals(new ErrorRate(6 + 3, 14 + 3 + 4), evaluation.words());
    // The 9 letters and 2 spaces of the missing clip.
    assertEquals(new ErrorRate(11, 11), failed.characters());
    assertEquals((119_232 + 64_896) / 16_000.0, evaluation.audioSeconds());
    assertEquals(evaluation.wallSeconds() / evaluation.audioSeconds(), evaluation.realTimeFactor());
  }
}
