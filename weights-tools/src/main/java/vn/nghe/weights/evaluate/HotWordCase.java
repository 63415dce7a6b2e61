// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.Collections;
import java.util.List;

/**
 * A word or phrase that is said in a clip, to be set as a hot word.
 *
 * @param path the clip as its manifest names it
 * @param hotWord in the form that is scored
 */
public record HotWordCase(String path, String hotWord) {
  /** How many words it has. */
  public int syllables() {
    return words().size();
  }

  List<String> words() {
    return List.of(hotWord.split(" ", -1));
  }

  /** Whether some text holds it, its words in a row. */
  boolean isIn(String text) {
    return Collections.indexOfSubList(ScoringText.of(text).words(), words()) >= 0;
  }
}
