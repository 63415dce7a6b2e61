// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.List;
import vn.nghe.transcript.Transcript;

/** The result of one clip of an evaluation. */
public sealed interface ClipResult {
  Clip clip();

  /** The recognised text; empty for a clip that failed. */
  String hypothesis();

  /** Length of the recording in seconds; 0 for a clip that failed. */
  double audioSeconds();

  /** Errors in words. All words of a clip that failed count as deleted. */
  default ErrorRate words() {
    return ErrorRate.ofWords(ScoringText.of(clip().sentence()), ScoringText.of(hypothesis()));
  }

  /** Errors in characters. All characters of a clip that failed count as deleted. */
  default ErrorRate characters() {
    return ErrorRate.ofCharacters(ScoringText.of(clip().sentence()), ScoringText.of(hypothesis()));
  }

  /** The words of the sentence aligned with those of the hypothesis. */
  default List<AlignedWord> aligned() {
    return WordAlignment.of(this);
  }

  /** A clip that was transcribed. */
  record Recognised(Clip clip, Transcript transcript) implements ClipResult {
    @Override
    public String hypothesis() {
      return transcript.text();
    }

    @Override
    public double audioSeconds() {
      return transcript.seconds();
    }
  }

  /**
   * A clip that could not be read or decoded.
   *
   * @param reason a message with the file and the reason
   */
  record Failed(Clip clip, String reason) implements ClipResult {
    @Override
    public String hypothesis() {
      return "";
    }

    @Override
    public double audioSeconds() {
      return 0;
    }
  }
}
