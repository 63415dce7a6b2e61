// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.nghe.text.Syllable;

/** Classes of word errors in terms of Vietnamese spelling. Every error of the WER has one class. */
public enum ErrorClass {
  /** The right letters with another tone: {@code má} for {@code ma}. */
  TONE("tone alone"),
  /** Other vowels and all else right: {@code tin} for {@code tên}. */
  VOWELS("vowels alone"),
  /** Another onset or coda, or both, and all else right: {@code sin} for {@code xinh}. */
  CONSONANTS("consonants alone"),
  /** A syllable that differs in more than one of these. */
  SEVERAL("several of these"),
  /** The right letters with a space too many or too few: {@code anhta} for {@code anh ta}. */
  BOUNDARY("word boundary"),
  /** A substitution in which either word is not a Vietnamese syllable. */
  NO_SYLLABLE("no syllable"),
  /** A word that was said is missing. */
  DELETION("deletion"),
  /** A word that was not said. */
  INSERTION("insertion");

  private final String description;

  ErrorClass(String description) {
    this.description = description;
  }

  /** A description for people. */
  public String description() {
    return description;
  }

  /** The class of a substitution. */
  static ErrorClass between(String said, String heard) {
    Optional<Syllable> right = Syllable.parse(said);
    Optional<Syllable> wrong = Syllable.parse(heard);
    if (right.isEmpty() || wrong.isEmpty()) {
      return NO_SYLLABLE;
    }
    return between(right.get(), wrong.get());
  }

  private static ErrorClass between(Syllable said, Syllable heard) {
    List<ErrorClass> differences = new ArrayList<>();
    if (said.tone() != heard.tone()) {
      differences.add(TONE);
    }
    if (!said.vowels().equals(heard.vowels())) {
      differences.add(VOWELS);
    }
    if (!said.onset().equals(heard.onset()) || !said.coda().equals(heard.coda())) {
      differences.add(CONSONANTS);
    }
    return differences.size() == 1 ? differences.getFirst() : SEVERAL;
  }
}
