// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.List;
import java.util.stream.Stream;

/** What is told of speech while it goes on. Times are seconds from the start of the stream. */
public sealed interface LiveText {
  /** The words joined by single spaces. */
  String text();

  /**
   * What has been heard since the last final text. The next one takes its place.
   *
   * @param stable words that were heard the same way twice running: they seldom change any more,
   *     but nothing is promised
   * @param changing the words after them, which more sound may turn into others
   */
  record Partial(List<Word> stable, List<Word> changing) implements LiveText {
    public Partial {
      stable = List.copyOf(stable);
      changing = List.copyOf(changing);
    }

    /** All words in the order of the audio; empty if what was heard turned out not to be speech. */
    public List<Word> words() {
      return Stream.concat(stable.stream(), changing.stream()).toList();
    }

    @Override
    public String text() {
      return Words.join(words());
    }
  }

  /**
   * What was said. It never changes, and later words begin after it.
   *
   * @param words at least one word, in the order of the audio
   */
  record Final(List<Word> words) implements LiveText {
    public Final {
      words = List.copyOf(words);
      if (words.isEmpty()) {
        throw new IllegalArgumentException("a final text holds at least one word");
      }
    }

    @Override
    public String text() {
      return Words.join(words);
    }
  }

  /**
   * After other texts: the speaker has paused, or the stream has ended. What was said before is out
   * as final, and what follows is another utterance.
   *
   * @param time where the pause was long enough, in seconds from the start of the stream
   */
  record Pause(double time) implements LiveText {
    /** No text of its own. */
    @Override
    public String text() {
      return "";
    }
  }
}
