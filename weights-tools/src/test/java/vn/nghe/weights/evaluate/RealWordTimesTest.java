// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.Transcriber;
import vn.nghe.api.Decoding;

/**
 * The default model's word times on the repository's clips, compared with those of another aligner.
 */
final class RealWordTimesTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

  /** What subtitles and editors need: three frames of 20 ms. */
  private static final double MOST_SECONDS = 0.06;

  /** Clips of Common Voice in the repository, by their numbers in it. */
  private static final Map<String, String> CLIPS =
      Map.of(
          "25756156", "samples/anh-ta-chang-di-dau-xa-ca.mp3",
          "26977662", "samples/xe-hoa-anh-cho-do.mp3",
          "23689547", "engine/src/test/resources/speech/cv9-vi-23689547.mp3",
          "24743774", "engine/src/test/resources/speech/cv9-vi-24743774.mp3",
          "26202343", "engine/src/test/resources/speech/cv9-vi-26202343.mp3");

  private static final Map<String, String> SENTENCES =
      Map.of(
          "25756156", "Anh ta chẳng đi đâu xa cả",
          "26977662", "Xe hoa anh chờ đó.",
          "23689547", "Đang nói ở chỗ",
          "24743774", "Tâm lý bất ổn định khi vừa mất đi cái thai ở trong bụng",
          "26202343", "Anh nói chưa hết câu");

  @Test
  void halfOfAllBoundariesAreWithinThreeFrames(@TempDir Path folder) throws Exception {
    Files.createDirectory(folder.resolve("dev"));
    var manifest = new StringBuilder("path\tsentence\n");
    for (var clip : CLIPS.entrySet()) {
      String path = "dev/common_voice_vi_" + clip.getKey() + ".mp3";
      Files.copy(PROJECT.resolve(clip.getValue()), folder.resolve(path));
      manifest.append(path).append('\t').append(SENTENCES.get(clip.getKey())).append('\n');
    }
    Path file = Files.writeString(folder.resolve("dev.tsv"), manifest);
    Evaluation evaluation;
    try (var transcriber = Transcriber.open(PROJECT.resolve("models/nghe-base-vi"))) {
      evaluation =
          Evaluation.run(transcriber, Decoding.GREEDY, ClipManifest.read(file), 2, _ -> {});
    }
    BoundaryErrors errors = BoundaryErrors.of(evaluation.results(), ReferenceTimes.read(times()));
    assertEquals(35, errors.words());
    assertTrue(errors.compared() > 20, errors.compared() + " words were recognised");
    assertTrue(errors.boundaries(0.5) <= MOST_SECONDS, "median " + errors.boundaries(0.5) + " s");
  }

  private static Path times() throws URISyntaxException {
    return Path.of(RealWordTimesTest.class.getResource("/word-times.tsv").toURI());
  }
}
