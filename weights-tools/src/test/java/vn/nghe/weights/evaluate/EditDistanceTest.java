// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EditDistanceTest {
  @Test
  void knowsTheTextbookExamples() {
    assertEquals(3, distance("kitten", "sitting"));
    assertEquals(3, distance("saturday", "sunday"));
    assertEquals(2, distance("ab", "ba"));
  }

  @Test
  void isTheOtherLengthWhenOneSideIsEmpty() {
    assertEquals(0, distance("", ""));
    assertEquals(4, distance("chào", ""));
    assertEquals(4, distance("", "chào"));
  }

  @Test
  void agreesWithTheRecursiveDefinition() {
    var random = new Random(20261124);
    for (int i = 0; i < 500; i++) {
      List<Integer> from = letters(random);
      List<Integer> to = letters(random);
      assertEquals(byDefinition(from, to), EditDistance.between(from, to), () -> from + " " + to);
    }
  }

  @Test
  void keepsWhatACheapestEditLeavesAlone() {
    var random = new Random(20261124);
    for (int i = 0; i < 500; i++) {
      List<Integer> from = letters(random);
      List<Integer> to = letters(random);
      List<EditDistance.Step> kept = EditDistance.kept(from, to);
      // Between two kept elements, the cost is the longer of the two sides.
      int cost = 0;
      int nextFrom = 0;
      int nextTo = 0;
      for (EditDistance.Step pair : kept) {
        assertEquals(from.get(pair.from()), to.get(pair.to()));
        cost += Math.max(pair.from() - nextFrom, pair.to() - nextTo);
        nextFrom = pair.from() + 1;
        nextTo = pair.to() + 1;
      }
      cost += Math.max(from.size() - nextFrom, to.size() - nextTo);
      assertEquals(EditDistance.between(from, to), cost, () -> from + " " + to);
    }
  }

  @Test
  void stepsLeadFromOneToTheOther() {
    var random = new Random(20261124);
    for (int i = 0; i < 500; i++) {
      List<Integer> from = letters(random);
      List<Integer> to = letters(random);
      int nextFrom = 0;
      int nextTo = 0;
      int cost = 0;
      for (EditDistance.Step step : EditDistance.steps(from, to)) {
        assertEquals(nextFrom, step.from());
        assertEquals(nextTo, step.to());
        nextFrom += step.operation() == EditDistance.Operation.INSERT ? 0 : 1;
        nextTo += step.operation() == EditDistance.Operation.DELETE ? 0 : 1;
        cost += step.operation() == EditDistance.Operation.KEEP ? 0 : 1;
      }
      assertEquals(from.size(), nextFrom);
      assertEquals(to.size(), nextTo);
      assertEquals(EditDistance.between(from, to), cost, () -> from + " " + to);
    }
  }

  /**
   * Up to 6 of 3 different letters: short enough for the definition, which takes exponential time.
   */
  private static List<Integer> letters(Random random) {
    return IntStream.range(0, random.nextInt(7)).map(i -> random.nextInt(3)).boxed().toList();
  }

  private static int byDefinition(List<Integer> from, List<Integer> to) {
    if (from.isEmpty() || to.isEmpty()) {
      return from.size() + to.size();
    }
    List<Integer> rest = from.subList(1, from.size());
    List<Integer> otherRest = to.subList(1, to.size());
    if (from.getFirst().equals(to.getFirst())) {
      return byDefinition(rest, otherRest);
    }
    return 1
        + Math.min(
            byDefinition(rest, otherRest),
            Math.min(byDefinition(rest, to), byDefinition(from, otherRest)));
  }

  private static int distance(String from, String to) {
    return EditDistance.between(from.chars().boxed().toList(), to.chars().boxed().toList());
  }
}
