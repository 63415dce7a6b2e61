// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.Collections;
import java.util.List;

/**
 * A word or phrase of a clip, to be set as a hot word.
 *
 * @param path the clip's path in the manifest
 * @param hotWord the word or phrase in scored form
 */
public record HotWordCase(String path, String hotWord) {
  /** The number of its words. */
  public int syllables() {
    return words().size();
  }

  List<String> words() {
    return List.of(hotWord.split(" ", -1));
  }

  /** Whether a text contains its words in sequence. */
  boolean isIn(String text) {
    return Collections.indexOfSubList(ScoringText.of(text).words(), words()) >= 0;
  }
}
