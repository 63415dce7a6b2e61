// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.nghe.text.ToneMarks;

/**
 * Normalises text for language models, in the form that the recogniser writes and the evaluation
 * scores: NFC, lower case, every punctuation mark and symbol (Unicode categories P and S) a space.
 * Tone marks follow the older convention ({@code hòa}, not {@code hoà}), so that a syllable has one
 * spelling; six of seven in text have the older one.
 */
final class TrainingText {
  private static final Pattern GAP = Pattern.compile("[\\p{P}\\p{S}\\p{Z}\\s\u0085]+");

  private TrainingText() {}

  /** The words of a line, which are syllables in Vietnamese. */
  static List<String> words(String line) {
    String lower = Normalizer.normalize(line, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    String plain = GAP.matcher(lower).replaceAll(" ").strip();
    return plain.isEmpty() ? List.of() : List.of(ToneMarks.older(plain).split(" ", -1));
  }
}
