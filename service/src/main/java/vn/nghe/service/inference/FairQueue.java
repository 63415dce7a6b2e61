// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A queue that takes from every caller in turn, and from each caller what came first. A caller with
 * a hundred clips waiting delays another's by one of them. Not safe for several threads.
 *
 * @param <T> what waits; each is there once at most
 */
final class FairQueue<T> {
  /** In the order of their turns: whoever was served goes to the end. */
  private final Map<String, Deque<T>> callers = new LinkedHashMap<>();

  /** Puts {@code item} behind all else of this caller. */
  void add(String caller, T item) {
    items(caller).addLast(item);
  }

  /** Puts {@code item} before all else of this caller. */
  void addFirst(String caller, T item) {
    items(caller).addFirst(item);
  }

  private Deque<T> items(String caller) {
    return callers.computeIfAbsent(caller, _ -> new ArrayDeque<>());
  }

  /**
   * Takes what is next among what may be taken. Callers without any such keep their turn.
   *
   * @param may tells whether an item may be taken now
   */
  Optional<T> take(Predicate<T> may) {
    return List.copyOf(callers.keySet()).stream()
        .flatMap(caller -> takeFrom(caller, may).stream())
        .findFirst();
  }

  private Optional<T> takeFrom(String caller, Predicate<T> may) {
    Deque<T> items = callers.get(caller);
    Optional<T> first = items.stream().filter(may).findFirst();
    if (first.isPresent()) {
      items.remove(first.get());
      callers.remove(caller);
      if (!items.isEmpty()) {
        callers.put(caller, items);
      }
    }
    return first;
  }

  /** How many items of a caller are of a kind. */
  int count(String caller, Predicate<T> kind) {
    return (int) callers.getOrDefault(caller, new ArrayDeque<>()).stream().filter(kind).count();
  }

  /** Takes {@code item} out, and tells whether it was there. */
  boolean remove(String caller, T item) {
    Deque<T> items = callers.getOrDefault(caller, new ArrayDeque<>());
    boolean found = items.remove(item);
    if (items.isEmpty()) {
      callers.remove(caller);
    }
    return found;
  }
}
