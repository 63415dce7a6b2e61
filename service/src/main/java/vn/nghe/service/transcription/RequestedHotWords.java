// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.nghe.api.Decoding;
import vn.nghe.api.HotWordException;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * Words to be preferred, as clients name them. A keyword is a demand, so one that cannot be used is
 * refused. A prompt is a hint: what in it cannot be used has no effect.
 */
public final class RequestedHotWords {
  /** What parts the phrases of a prompt. */
  private static final Pattern MARKS = Pattern.compile("[,;:.!?\\n\\r\"“”()]+");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  /**
   * Phrases of a prompt that have more words are running text, which a CTC model has no memory for.
   * The longest Vietnamese names of people and places have about as many.
   */
  private static final int MOST_WORDS = 6;

  private RequestedHotWords() {}

  /**
   * How to find a text.
   *
   * @param keywords by the field that names them
   * @param prompt a text that hints at more
   * @param writable whether the model has letters for a phrase
   * @throws RefusedException if a keyword cannot be used
   */
  public static Decoding decoding(
      Map<String, List<String>> keywords, Optional<String> prompt, Predicate<String> writable) {
    keywords.forEach((name, words) -> require(name, words, writable));
    List<String> all = new ArrayList<>();
    keywords.values().forEach(all::addAll);
    prompt.stream()
        .flatMap(RequestedHotWords::phrases)
        .filter(writable)
        .limit(Math.max(0, Decoding.MOST_HOT_WORDS - all.size()))
        .forEach(all::add);
    return withHotWords(String.join(", ", keywords.keySet()), all);
  }

  private static void require(String name, List<String> words, Predicate<String> writable) {
    withHotWords(name, words);
    for (int i = 0; i < words.size(); i++) {
      if (!writable.test(words.get(i))) {
        throw invalid(
            name,
            "Number "
                + (i + 1)
                + " has nothing in it that the model has letters for, or something that it has"
                + " none for. Write it as it is spoken.");
      }
    }
  }

  private static Decoding withHotWords(String name, List<String> words) {
    try {
      return Decoding.DEFAULT.withHotWords(words);
    } catch (HotWordException refused) {
      throw invalid(name, refused.getMessage() + ".");
    }
  }

  private static RefusedException invalid(String name, String fault) {
    return RefusedException.ofParameter(
        ErrorCode.INVALID_VALUE, name, "Field '" + name + "': " + fault);
  }

  private static Stream<String> phrases(String prompt) {
    return MARKS
        .splitAsStream(prompt)
        .map(String::strip)
        .filter(phrase -> !phrase.isEmpty() && SPACES.split(phrase).length <= MOST_WORDS)
        .filter(phrase -> phrase.codePointCount(0, phrase.length()) <= Decoding.LONGEST_HOT_WORD)
        .distinct();
  }
}
