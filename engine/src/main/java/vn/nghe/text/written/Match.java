// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.ArrayList;
import java.util.List;

/**
 * What a rule made of a run of syllables.
 *
 * @param pieces at least one; each begins where the one before it ends
 */
record Match(List<Piece> pieces) {
  Match {
    pieces = List.copyOf(pieces);
  }

  static Match of(String text, int from, int end) {
    return new Match(List.of(new Piece(text, from, end)));
  }

  int from() {
    return pieces.getFirst().from();
  }

  int end() {
    return pieces.getLast().end();
  }

  /** This and one more word, which stands for the syllables up to {@code end}. */
  Match then(String text, int end) {
    List<Piece> longer = new ArrayList<>(pieces);
    longer.add(new Piece(text, end(), end));
    return new Match(longer);
  }

  Match then(Match next) {
    List<Piece> longer = new ArrayList<>(pieces);
    longer.addAll(next.pieces);
    return new Match(longer);
  }

  /**
   * The last word with something attached to it that stands for the syllables up to {@code end}.
   */
  Match attach(String suffix, int end) {
    List<Piece> longer = new ArrayList<>(pieces);
    Piece last = longer.removeLast();
    longer.add(new Piece(last.text() + suffix, last.from(), end));
    return new Match(longer);
  }
}
