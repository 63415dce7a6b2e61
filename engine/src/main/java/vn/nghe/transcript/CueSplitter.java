// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.ArrayList;
import java.util.List;

/** Splits words into cues. */
final class CueSplitter {
  /** A silence this long, in seconds, is where a speaker takes breath between phrases. */
  private static final double PAUSE = 0.7;

  /** Two lines of 42 characters, the common limit of subtitle style guides. */
  private static final int MOST_CHARACTERS = 84;

  /** The longest time a subtitle stays up, in seconds, by the same guides. */
  private static final double MOST_SECONDS = 7;

  private CueSplitter() {}

  static List<Cue> split(List<Word> words) {
    List<Cue> cues = new ArrayList<>();
    int first = 0;
    int characters = 0;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (i > first && (isTooMuch(words, first, i, characters) || pausesBefore(words, i))) {
        cues.add(new Cue(words.subList(first, i)));
        first = i;
        characters = 0;
      }
      characters += word.text().length() + 1;
    }
    if (first < words.size()) {
      cues.add(new Cue(words.subList(first, words.size())));
    }
    return List.copyOf(cues);
  }

  private static boolean pausesBefore(List<Word> words, int i) {
    return words.get(i).start() - words.get(i - 1).end() >= PAUSE;
  }

  private static boolean isTooMuch(List<Word> words, int first, int i, int characters) {
    Word word = words.get(i);
    return characters + word.text().length() > MOST_CHARACTERS
        || word.end() - words.get(first).start() > MOST_SECONDS;
  }
}
