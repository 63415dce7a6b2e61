// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.nghe.text.Syllable;

/**
 * An analysis of the errors of an evaluation.
 *
 * <p>Parts of syllables are compared for every pair of aligned syllables, right or wrong.
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

  /** The number of word errors of a class; the sum over classes is that of the WER. */
  public long count(ErrorClass error) {
    return classes.getOrDefault(error, 0L);
  }

  /** Confusions of aligned words. */
  public Confusions words() {
    return words;
  }

  /** Confusions of tones, by their Vietnamese names. */
  public Confusions tones() {
    return tones;
  }

  /** Confusions of onsets; empty for a syllable that begins with a vowel. */
  public Confusions onsets() {
    return onsets;
  }

  public Confusions vowels() {
    return vowels;
  }

  /** Confusions of codas; empty for a syllable that ends with a vowel. */
  public Confusions codas() {
    return codas;
  }

  /** The clips with errors, those with the most word errors first. */
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
