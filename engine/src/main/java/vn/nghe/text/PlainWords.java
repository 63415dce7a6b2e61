// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.nghe.transcript.Word;

/**
 * Words as CTC models are taught to write them: lower case, without punctuation and symbols, tone
 * marks in the older place. A decoder has learned to write sentences with capitals and punctuation,
 * so its words are brought into this form.
 */
public final class PlainWords {
  /** What separates words: Unicode's categories P, S and Z. */
  private static final Pattern GAP = Pattern.compile("[\\p{P}\\p{S}\\p{Z}\\s]+");

  private PlainWords() {}

  /**
   * Brings words into plain form. A word that has no letter or digit is left out; one that
   * punctuation divides becomes several, which share its time by their lengths.
   */
  public static List<Word> of(List<Word> words) {
    List<Word> plain = new ArrayList<>(words.size());
    for (Word word : words) {
      add(word, plain);
    }
    return List.copyOf(plain);
  }

  /** A text in plain form, words joined by single spaces. */
  public static String of(String text) {
    String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return ToneMarks.older(GAP.matcher(lower).replaceAll(" ").strip());
  }

  private static void add(Word word, List<Word> plain) {
    String text = of(word.text());
    if (text.isEmpty()) {
      return;
    }
    int letters = text.replace(" ", "").length();
    double perLetter = (word.end() - word.start()) / letters;
    double start = word.start();
    for (String part : text.split(" ", -1)) {
      double end = Math.min(word.end(), start + part.length() * perLetter);
      plain.add(new Word(part, start, end, word.confidence()));
      start = end;
    }
  }
}
