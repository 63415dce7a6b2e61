// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.util.Arrays;
import java.util.List;

/** Words and their identifiers: three that are none, then all others in ascending order. */
final class WordTable {
  static final int UNKNOWN = 0;
  static final int BEGIN = 1;
  static final int END = 2;

  /** The identifiers with a fixed meaning, in their order. */
  static final List<String> MARKS = List.of("<unk>", "<s>", "</s>");

  private final String[] words;

  private WordTable(String[] words) {
    this.words = words;
  }

  /**
   * Creates a table of words that are already sorted.
   *
   * @throws IllegalArgumentException if they do not; the message says which
   */
  static WordTable of(List<String> words) {
    if (words.size() < MARKS.size() || !words.subList(0, MARKS.size()).equals(MARKS)) {
      throw new IllegalArgumentException("must begin with <unk>, <s> and </s>");
    }
    for (int i = MARKS.size(); i < words.size(); i++) {
      String word = words.get(i);
      if (word.isEmpty() || MARKS.contains(word)) {
        throw new IllegalArgumentException("word " + i + " is '" + word + "'");
      }
      if (i > MARKS.size() && words.get(i - 1).compareTo(word) >= 0) {
        throw new IllegalArgumentException("word " + i + ", '" + word + "', is out of order");
      }
    }
    return new WordTable(words.toArray(String[]::new));
  }

  int size() {
    return words.length;
  }

  List<String> words() {
    return List.of(words);
  }

  String text(int word) {
    return words[word];
  }

  int word(String text) {
    int place = Arrays.binarySearch(words, MARKS.size(), words.length, text);
    return place < 0 ? Math.max(0, MARKS.indexOf(text)) : place;
  }
}
