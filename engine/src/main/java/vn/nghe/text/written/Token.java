// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between two spaces.
 *
 * @param before punctuation in front of the syllable
 * @param syllable what rules look at; not empty unless all of the token is punctuation
 * @param after punctuation behind it
 */
record Token(String before, String syllable, String after) {
  private static final Pattern PARTS =
      Pattern.compile("(?s)(?<before>\\p{P}*)(?<syllable>.*?)(?<after>\\p{P}*)");

  static Token of(String text) {
    Matcher parts = PARTS.matcher(text);
    return parts.matches()
        ? new Token(parts.group("before"), parts.group("syllable"), parts.group("after"))
        : new Token("", text, "");
  }

  /** Whether a mark stands between this token and the next, so that no number goes across. */
  boolean endsPhrase(Token next) {
    return !after.isEmpty() || !next.before.isEmpty();
  }

  /** A piece of written text with the marks that stood around its syllables. */
  static String marked(Piece piece, List<Token> tokens) {
    return tokens.get(piece.from()).before + piece.text() + tokens.get(piece.end() - 1).after;
  }
}
