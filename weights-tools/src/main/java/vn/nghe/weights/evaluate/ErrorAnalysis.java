// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.nghe.text.Syllable;

/**
 * What is wrong with what a model heard.
 *
 * <p>Parts of syllables are compared wherever the alignment puts one syllable beside another,
 * whether the words are right or not.
 */
public final class ErrorAnalysis {
  private final List<ClipResult> results;
  private final Map<ErrorClass, Long> classes = new EnumMap<>(ErrorClass.class);
  private final Confusions words = new Confusions();
  private final Confusions tones = new Confusions();
  private final Confusions onsets = new Confusions();
  private final Confusions vowels = new Confusions();
  private final Confusions codas = new Confusions();

  private ErrorAnalysis(List<ClipResult> results) {
    this.results = List.copyOf(results);
    results.forEach(result -> WordAlignment.of(result).forEach(this::add));
  }

  public static ErrorAnalysis of(List<ClipResult> results) {
    return new ErrorAnalysis(results);
  }

  private void add(AlignedWord word) {
    word.error().ifPresent(error -> classes.merge(error, 1L, Long::sum));
    if (word.said().isEmpty() || word.heard().isEmpty()) {
      return;
    }
    words.add(word.said(), word.heard());
    Optional<Syllable> said = Syllable.parse(word.said());
    Optional<Syllable> heard = Syllable.parse(word.heard());
    if (said.isPresent() && heard.isPresent()) {
      tones.add(said.get().tone().vietnamese(), heard.get().tone().vietnamese());
      onsets.add(said.get().onset(), heard.get().onset());
      vowels.add(said.get().vowels(), heard.get().vowels());
      codas.add(said.get().coda(), heard.get().coda());
    }
  }

  /** How many errors in words are of a class; the classes add up to the errors of the WER. */
  public long count(ErrorClass error) {
    return classes.getOrDefault(error, 0L);
  }

  /** Words that stand beside one another. */
  public Confusions words() {
    return words;
  }

  /** By their Vietnamese names. */
  public Confusions tones() {
    return tones;
  }

  /** An empty text where a syllable begins with a vowel. */
  public Confusions onsets() {
    return onsets;
  }

  public Confusions vowels() {
    return vowels;
  }

  /** An empty text where a syllable ends with a vowel. */
  public Confusions codas() {
    return codas;
  }

  /** The clips that are not all right, those with the most errors in words first. */
  public List<ClipResult> worst() {
    return results.stream()
        .filter(result -> result.words().errors() > 0)
        .sorted(
            Comparator.comparingLong((ClipResult result) -> result.words().errors())
                .thenComparingDouble(result -> result.words().percent())
                .reversed())
        .toList();
  }
}
