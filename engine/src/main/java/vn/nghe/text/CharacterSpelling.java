// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The classes of a CTC head of letters and tone marks that write a character. */
public final class CharacterSpelling {
  private static final int[] NOTHING = {};

  private final Map<String, Integer> classes;
  private final Map<Integer, Optional<int[]>> known = new HashMap<>();

  /**
   * @param classes name and number of each class
   */
  public CharacterSpelling(Map<String, Integer> classes) {
    this.classes = Map.copyOf(classes);
  }

  /**
   * Spells a character, in lower case.
   *
   * @return its classes; none for punctuation and symbols, which such heads leave out; empty for a
   *     letter or digit that they cannot write
   */
  public synchronized Optional<int[]> of(int codePoint) {
    return known.computeIfAbsent(codePoint, this::spell);
  }

  private Optional<int[]> spell(int codePoint) {
    if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
      return spell(List.of(" "));
    }
    String letter = Character.toString(codePoint).toLowerCase(Locale.ROOT);
    if (classes.containsKey(letter)) {
      return spell(List.of(letter));
    }
    List<String> apart = new ArrayList<>();
    String base = "";
    String all = Normalizer.normalize(letter, Normalizer.Form.NFD);
    for (int i = 0; i < all.length(); i++) {
      String mark = all.substring(i, i + 1);
      if (i > 0 && classes.containsKey(mark)) {
        apart.add(mark);
      } else {
        base += mark;
      }
    }
    apart.addFirst(Normalizer.normalize(base, Normalizer.Form.NFC));
    Optional<int[]> spelled = spell(apart);
    return spelled.isEmpty() && !Character.isLetterOrDigit(codePoint)
        ? Optional.of(NOTHING)
        : spelled;
  }

  private Optional<int[]> spell(List<String> names) {
    return names.stream().allMatch(classes::containsKey)
        ? Optional.of(names.stream().mapToInt(classes::get).toArray())
        : Optional.empty();
  }
}
