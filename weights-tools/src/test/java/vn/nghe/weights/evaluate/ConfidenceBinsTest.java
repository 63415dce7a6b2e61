// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.nghe.transcript.Transcript;
import vn.nghe.transcript.Word;

final class ConfidenceBinsTest {
  @Test
  void countsWordsByConfidenceAndWhetherTheyAreRight() {
    ConfidenceBins bins =
        ConfidenceBins.of(
            List.of(
                result("Tôi, đi học!", word("tôi", 0.95), word("đí", 0.92), word("học", 0.45)),
                result("xa", word("xa", 1), word("quá", 0.4)),
                new ClipResult.Failed(clip("mất rồi"), "gone")));
    assertEquals(5, bins.words());
    assertEquals(new ConfidenceBins.Bin(3, 2, 0.95 + 0.92 + 1), bins.bins().get(9));
    assertEquals(new ConfidenceBins.Bin(2, 1, 0.45 + 0.4), bins.bins().get(4));
    assertEquals(2.0 / 3, bins.bins().get(9).shareRight());
    // |2.87 - 2| and |0.85 - 1| of 5 words.
    assertEquals((0.87 + 0.15) / 5, bins.expectedCalibrationError(), 1e-12);
  }

  @Test
  void nothingHeardIsNoError() {
    assertEquals(0, ConfidenceBins.of(List.of(result("xa"))).expectedCalibrationError());
  }

  private static ClipResult result(String sentence, Word... words) {
    return new ClipResult.Recognised(clip(sentence), new Transcript("vi", 10, List.of(words)));
  }

  private static Clip clip(String sentence) {
    return new Clip("a.wav", Path.of("a.wav"), sentence);
  }

  private static Word word(String text, double confidence) {
    return new Word(text, 0, 1, confidence);
  }
}
