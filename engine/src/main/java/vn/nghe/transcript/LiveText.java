// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.List;
import java.util.stream.Stream;

/** A message of a live stream. Times are seconds from the start of the stream. */
public sealed interface LiveText {
  /** The words joined by single spaces. */
  String text();

  /**
   * The text since the last final text. The next partial or final text replaces it.
   *
   * @param stable words that two consecutive passes agree on; they seldom change, but may
   * @param changing the words after them, which more sound may change
   */
  record Partial(List<Word> stable, List<Word> changing) implements LiveText {
    public Partial {
      stable = List.copyOf(stable);
      changing = List.copyOf(changing);
    }

    /** All words in the order of the audio; empty if there turned out to be no speech. */
    public List<Word> words() {
      return Stream.concat(stable.stream(), changing.stream()).toList();
    }

    @Override
    public String text() {
      return Words.join(words());
    }
  }

  /**
   * Final text. It never changes, and later words begin after it.
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
   * The speaker has paused, or the stream has ended, after other texts. All text before it is
   * final.
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
