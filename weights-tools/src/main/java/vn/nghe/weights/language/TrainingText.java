// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.nghe.text.ToneMarks;

/**
 * Text as a language model counts it, which is as a recogniser writes it and an evaluation scores
 * it: NFC, lower case, every punctuation mark and symbol (Unicode categories P and S) a space. One
 * thing more: tone marks stand where the older convention puts them ({@code hòa}, not {@code hoà}),
 * so that a syllable is counted under one spelling. Text has the older one six times out of seven.
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
