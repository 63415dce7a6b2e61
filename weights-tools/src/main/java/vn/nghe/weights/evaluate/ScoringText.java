// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.List;
import java.util.Locale;
import vn.nghe.text.ToneMarks;

/**
 * Text normalised for scoring: NFC, tone marks where {@link ToneMarks} puts them, lower case, every
 * punctuation mark and symbol (Unicode categories P and S) a space, runs of white space a single
 * space, none at the ends. Nothing else is changed: {@code 21} and {@code hai mươi mốt} stay
 * different.
 *
 * <p>A mark becomes a space rather than nothing because Vietnamese writes syllables apart, so a
 * mark joins two of them ({@code Bắc-Nam}, {@code và/hoặc}); Whisper's own basic normaliser does
 * the same. In Python, with {@code unicodedata}, save for the tone marks:
 *
 * <pre>{@code
 * text = unicodedata.normalize("NFC", text).lower()
 * text = "".join(" " if unicodedata.category(c)[0] in "PS" else c for c in text)
 * text = " ".join(text.split())
 * }</pre>
 *
 * @param normalised the normalised text
 */
record ScoringText(String normalised) {
  static ScoringText of(String text) {
    String lower = ToneMarks.normalise(text).toLowerCase(Locale.ROOT);
    var kept = new StringBuilder(lower.length());
    boolean gap = false;
    for (int c : lower.codePoints().toArray()) {
      if (isSpace(c) || isMark(c)) {
        gap = !kept.isEmpty();
      } else {
        if (gap) {
          kept.append(' ');
          gap = false;
        }
        kept.appendCodePoint(c);
      }
    }
    return new ScoringText(kept.toString());
  }

  boolean isEmpty() {
    return normalised.isEmpty();
  }

  /** The words, which are syllables in Vietnamese. */
  List<String> words() {
    return isEmpty() ? List.of() : List.of(normalised.split(" ", -1));
  }

  /** The code points, spaces included. */
  List<Integer> characters() {
    return normalised.codePoints().boxed().toList();
  }

  /** The white space of Python's {@code str.split()}; Java's leaves out NEL and no-break spaces. */
  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          true;
      default -> false;
    };
  }
}
