// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each thing that was said was heard as which: words, tones or letters. */
public final class Confusions {
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  /**
   * One thing heard as another.
   *
   * @param count how often
   */
  public record Confusion(String said, String heard, long count) {}

  void add(String said, String heard) {
    counts.computeIfAbsent(said, _ -> new TreeMap<>()).merge(heard, 1L, Long::sum);
  }

  /** How often {@code said} was heard as {@code heard}, which may be the same. */
  public long count(String said, String heard) {
    return counts.getOrDefault(said, Map.of()).getOrDefault(heard, 0L);
  }

  /** How often {@code said} was heard at all, right or wrong. */
  public long count(String said) {
    return counts.getOrDefault(said, Map.of()).values().stream().mapToLong(Long::longValue).sum();
  }

  /** How often anything was heard. */
  public long total() {
    return counts.keySet().stream().mapToLong(this::count).sum();
  }

  /** How often it was heard right. */
  public long right() {
    return counts.keySet().stream().mapToLong(said -> count(said, said)).sum();
  }

  /** What was heard wrong, the most frequent first and else by the alphabet. */
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
