// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.List;

/**
 * One entry of a subtitle file: consecutive words that are shown together.
 *
 * @param words at least one word, in the order of the audio
 */
public record Cue(List<Word> words) {
  public Cue {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a cue holds at least one word");
    }
  }

  /** The words joined by single spaces. */
  public String text() {
    return Words.join(words);
  }

  /** Where the first word begins, in seconds from the start of the audio. */
  public double start() {
    return words.getFirst().start();
  }

  /** Where the last word ends, in seconds from the start of the audio. */
  public double end() {
    return words.getLast().end();
  }

  /** The mean natural logarithm of the words' confidences, zero or less. */
  public double averageLogProbability() {
    return words.stream().mapToDouble(Word::logProbability).average().orElseThrow();
  }
}
