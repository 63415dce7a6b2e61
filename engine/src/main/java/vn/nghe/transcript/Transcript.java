// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.List;
import java.util.Objects;

/**
 * The text of a recording.
 *
 * @param language the language of the text as an ISO 639-1 code, such as {@code vi}
 * @param seconds how long the audio lasts
 * @param words every word in the order of the audio; empty if there is no speech
 * @param alternatives the best texts, the one in {@code words} first; empty unless they were asked
 *     for
 */
public record Transcript(
    String language, double seconds, List<Word> words, List<Alternative> alternatives) {
  public Transcript {
    Objects.requireNonNull(language, "language");
    words = List.copyOf(words);
    alternatives = List.copyOf(alternatives);
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException("audio of " + seconds + " s");
    }
  }

  /** A transcript without alternatives. */
  public Transcript(String language, double seconds, List<Word> words) {
    this(language, seconds, words, List.of());
  }

  /** The whole text in NFC, words joined by single spaces; empty if there is no speech. */
  public String text() {
    return Words.join(words);
  }

  /** The words split into cues where the speaker pauses or a line would become too long. */
  public List<Cue> cues() {
    return CueSplitter.split(words);
  }
}
