// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.nghe.Decoding;
import vn.nghe.HotWordException;
import vn.nghe.service.http.ApiException;
import vn.nghe.service.http.ErrorCode;

/**
 * Words to be preferred, from {@code keywords[]}, its other name {@code hotwords[]}, and {@code
 * prompt}. A keyword is a demand, so one that cannot be used is refused. A prompt is a hint: what
 * in it cannot be used has no effect.
 */
final class HotWordFields {
  /** What parts the phrases of a prompt. */
  private static final Pattern MARKS = Pattern.compile("[,;:.!?\\n\\r\"“”()]+");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  /**
   * Phrases of a prompt that have more words are running text, which a CTC model has no memory for.
   * The longest Vietnamese names of people and places have about as many.
   */
  private static final int MOST_WORDS = 6;

  private HotWordFields() {}

  /**
   * Reads the fields.
   *
   * @param writable whether the model has letters for a phrase
   * @throws ApiException if a keyword cannot be used
   */
  static Decoding decoding(FormFields fields, Predicate<String> writable) {
    List<String> keywords = new ArrayList<>();
    for (String name : List.of("keywords", "hotwords")) {
      List<String> words = fields.texts(name);
      require(name, words, writable);
      keywords.addAll(words);
    }
    fields.text("prompt").stream()
        .flatMap(HotWordFields::phrases)
        .filter(writable)
        .limit(Decoding.MOST_HOT_WORDS - keywords.size())
        .forEach(keywords::add);
    return Decoding.DEFAULT.withHotWords(keywords);
  }

  private static void require(String name, List<String> words, Predicate<String> writable) {
    try {
      Decoding.DEFAULT.withHotWords(words);
    } catch (HotWordException refused) {
      throw invalid(name, refused.getMessage() + ".");
    }
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

  private static ApiException invalid(String name, String fault) {
    return ApiException.ofParameter(
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
