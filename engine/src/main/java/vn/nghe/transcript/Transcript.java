// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.List;
import java.util.Objects;
import vn.nghe.audio.AudioWarning;

/**
 * The text of a recording.
 *
 * @param language the language of the text as an ISO 639-1 code, such as {@code vi}
 * @param seconds how long the audio lasts
 * @param words every word in the order of the audio; empty if there is no speech
 * @param alternatives the best texts, the one in {@code words} first; empty unless they were asked
 *     for
 * @param warnings what was wrong with the recording, at most one of each kind; silence stands for
 *     parts of it that could not be decoded
 */
public record Transcript(
    String language,
    double seconds,
    List<Word> words,
    List<Alternative> alternatives,
    List<AudioWarning> warnings) {
  public Transcript {
    Objects.requireNonNull(language, "language");
    words = List.copyOf(words);
    alternatives = List.copyOf(alternatives);
    warnings = List.copyOf(warnings);
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException("audio of " + seconds + " s");
    }
  }

  /** The transcript of a recording in which nothing was wrong. */
  public Transcript(
      String language, double seconds, List<Word> words, List<Alternative> alternatives) {
    this(language, seconds, words, alternatives, List.of());
  }

  /** The same without alternatives. */
  public Transcript(String language, double seconds, List<Word> words) {
    this(language, seconds, words, List.of());
  }

  /** The whole text in NFC, words joined by single spaces; empty if there is no speech. */
  public String text() {
    return Words.join(words);
  }

  /** The same transcript with its words written in another form, without alternatives. */
  public Transcript withWords(List<Word> words) {
    return new Transcript(language, seconds, words, List.of(), warnings);
  }

  /** Whether the recording ended early, so that its last words may be missing. */
  public boolean isTruncated() {
    return warnings.stream().anyMatch(warning -> warning.kind() == AudioWarning.Kind.TRUNCATED);
  }

  /** The words split into cues where the speaker pauses or a line would become too long. */
  public List<Cue> cues() {
    return CueSplitter.split(words);
  }
}
