// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts n-grams that come length by length, but in any order, into theirs. */
final class TrieBuilder {
  /** The least that KenLM ever gives, 10<sup>−100</sup>. */
  private static final float IMPOSSIBLE = (float) (-100 * Math.log(10));

  private final List<String> vocabulary = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Ngrams.Level> levels = new ArrayList<>();
  private LevelBuilder level = new LevelBuilder();

  /**
   * Adds an n-gram as long as all since {@link #endLevel()}.
   *
   * @throws IllegalArgumentException if a word or the n-gram's beginning has not come before
   */
  void add(List<String> words, float probability, float backoff) {
    if (levels.isEmpty()) {
      String word = words.getFirst().equals("<UNK>") ? "<unk>" : words.getFirst();
      addWord(word, probability, backoff);
      return;
    }
    int ngram = id(words.getFirst());
    for (int i = 1; i < words.size() - 1; i++) {
      Ngrams.Level parent = levels.get(i - 1);
      Ngrams.Level child = levels.get(i);
      int[] children = parent.children();
      ngram =
          Arrays.binarySearch(
              child.words(), children[ngram], children[ngram + 1], id(words.get(i)));
      if (ngram < 0) {
        throw new IllegalArgumentException(
            "'" + String.join(" ", words.subList(0, i + 1)) + "' has not come before it is used");
      }
    }
    level.add((long) ngram << NgramModel.WORD_BITS | id(words.getLast()), probability, backoff);
  }

  private void addWord(String word, float probability, float backoff) {
    if (ids.put(word, vocabulary.size()) != null) {
      throw new IllegalArgumentException("'" + word + "' comes a second time");
    }
    level.add(vocabulary.size(), probability, backoff);
    vocabulary.add(word);
  }

  private int id(String word) {
    Integer id = ids.get(word.equals("<UNK>") ? "<unk>" : word);
    if (id == null) {
      throw new IllegalArgumentException("'" + word + "' is not among the 1-grams");
    }
    return id;
  }

  /**
   * All n-grams of one length have come.
   *
   * @throws IllegalArgumentException if one came twice or a mark is missing
   */
  void endLevel() {
    if (levels.isEmpty()) {
      sortVocabulary();
    }
    Ngrams.Level sorted = level.sorted();
    if (!levels.isEmpty()) {
      level.linkTo(levels.getLast());
    }
    levels.add(sorted);
    level = new LevelBuilder();
  }

  private void sortVocabulary() {
    if (!ids.containsKey("<unk>")) {
      addWord("<unk>", IMPOSSIBLE, 0);
    }
    for (String mark : WordTable.MARKS) {
      if (!ids.containsKey(mark)) {
        throw new IllegalArgumentException(mark + " is not among the 1-grams");
      }
    }
    List<String> sorted = new ArrayList<>(vocabulary);
    sorted.removeAll(WordTable.MARKS);
    sorted.sort(String::compareTo);
    sorted.addAll(0, WordTable.MARKS);
    int[] places = new int[sorted.size()];
    for (int i = 0; i < places.length; i++) {
      places[ids.put(sorted.get(i), i)] = i;
    }
    level.rename(places);
    vocabulary.clear();
    vocabulary.addAll(sorted);
  }

  Ngrams build() {
    return new Ngrams(vocabulary, levels);
  }
}
