// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.List;
import vn.nghe.transcript.Word;

/** The words of a result in scored form. */
final class ScoredWords {
  private ScoredWords() {}

  /** The recognised words; empty for a clip that failed. */
  static List<Word> heard(ClipResult result) {
    return switch (result) {
      case ClipResult.Recognised recognised -> recognised.transcript().words();
      case ClipResult.Failed _ -> List.of();
    };
  }

  /** The scored form of each word. */
  static List<String> texts(List<Word> words) {
    return words.stream().map(word -> ScoringText.of(word.text()).normalised()).toList();
  }
}
