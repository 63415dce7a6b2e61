// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Aligns the words of a hypothesis with those of its reference. */
final class WordAlignment {
  private WordAlignment() {}

  /**
   * Aligns by a shortest edit and classifies every error. If it pairs a word with one half of a
   * split or merged word, both errors are of the word boundary.
   */
  static List<AlignedWord> of(ClipResult result) {
    List<String> said = ScoringText.of(result.clip().sentence()).words();
    List<String> heard = ScoringText.of(result.hypothesis()).words();
    List<AlignedWord> aligned = new ArrayList<>();
    for (EditDistance.Step step : EditDistance.steps(said, heard)) {
      aligned.add(
          switch (step.operation()) {
            case KEEP -> right(said.get(step.from()));
            case SUBSTITUTE -> substituted(said.get(step.from()), heard.get(step.to()));
            case DELETE -> wrong(said.get(step.from()), "", ErrorClass.DELETION);
            case INSERT -> wrong("", heard.get(step.to()), ErrorClass.INSERTION);
          });
    }
    markBoundaries(aligned);
    return List.copyOf(aligned);
  }

  private static AlignedWord right(String word) {
    return new AlignedWord(word, word, Optional.empty());
  }

  private static AlignedWord substituted(String said, String heard) {
    return wrong(said, heard, ErrorClass.between(said, heard));
  }

  private static AlignedWord wrong(String said, String heard, ErrorClass error) {
    return new AlignedWord(said, heard, Optional.of(error));
  }

  /**
   * Two neighbouring errors whose letters are right together are one word that is split or merged.
   */
  private static void markBoundaries(List<AlignedWord> aligned) {
    for (int i = 0; i + 1 < aligned.size(); i++) {
      AlignedWord first = aligned.get(i);
      AlignedWord second = aligned.get(i + 1);
      String said = first.said() + second.said();
      if (first.error().isPresent()
          && second.error().isPresent()
          && said.equals(first.heard() + second.heard())) {
        aligned.set(i, wrong(first.said(), first.heard(), ErrorClass.BOUNDARY));
        aligned.set(i + 1, wrong(second.said(), second.heard(), ErrorClass.BOUNDARY));
        i++;
      }
    }
  }
}
