// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A confusion matrix of words, tones or letters. */
public final class Confusions {
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  /**
   * One item recognised as another.
   *
   * @param count how often
   */
  public record Confusion(String said, String heard, long count) {}

  void add(String said, String heard) {
    counts.computeIfAbsent(said, _ -> new TreeMap<>()).merge(heard, 1L, Long::sum);
  }

  /** How often {@code said} was recognised as {@code heard}, which may be equal. */
  public long count(String said, String heard) {
    return counts.getOrDefault(said, Map.of()).getOrDefault(heard, 0L);
  }

  /** How often {@code said} occurs, right or wrong. */
  public long count(String said) {
    return counts.getOrDefault(said, Map.of()).values().stream().mapToLong(Long::longValue).sum();
  }

  /** The number of all pairs. */
  public long total() {
    return counts.keySet().stream().mapToLong(this::count).sum();
  }

  /** The number of pairs that are equal. */
  public long right() {
    return counts.keySet().stream().mapToLong(said -> count(said, said)).sum();
  }

  /** The confusions, most frequent first, then in alphabetical order. */
  public List<Confusion> wrong() {
    return counts.entrySet().stream()
        .flatMap(
            row ->
                row.getValue().entrySet().stream()
                    .map(heard -> new Confusion(row.getKey(), heard.getKey(), heard.getValue())))
        .filter(confusion -> !confusion.said().equals(confusion.heard()))
        .sorted(Comparator.comparingLong(Confusion::count).reversed())
        .toList();
  }
}
