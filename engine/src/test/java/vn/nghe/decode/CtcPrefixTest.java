// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.model.Logits;

/** Against the sum over all paths of short recordings. */
class CtcPrefixTest {
  private static final int BLANK = 1;

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "4, 3", "6, 3", "5, 4"})
  void sumsAllPathsWithTheBeginning(int frames, int classes) {
    Logits logits = random(frames, classes);
    Map<List<Integer>, Double> texts = texts(logits);
    CtcPrefix empty = CtcPrefix.empty(logits);
    assertEquals(0, empty.score(), 1e-12);
    for (List<Integer> prefix : prefixes(classes)) {
      double beginning = 0;
      for (Map.Entry<List<Integer>, Double> text : texts.entrySet()) {
        boolean begins =
            text.getKey().size() >= prefix.size()
                && text.getKey().subList(0, prefix.size()).equals(prefix);
        beginning += begins ? text.getValue() : 0;
      }
      CtcPrefix extended = empty;
      for (int unit : prefix) {
        extended = extended.with(unit);
      }
      assertEquals(beginning, Math.exp(extended.score()), 1e-12, prefix.toString());
      assertEquals(
          texts.getOrDefault(prefix, 0.0), Math.exp(extended.whole()), 1e-12, prefix.toString());
    }
    assertSame(empty.with(0), empty.with(0), "computed once");
  }

  private static Logits random(int frames, int classes) {
    Random random = new Random(frames * 10L + classes);
    float[] values = new float[frames * classes];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextGaussian());
    }
    return Logits.of(values, frames, classes, BLANK);
  }

  /** The probability of every text, by all its paths. */
  private static Map<List<Integer>, Double> texts(Logits logits) {
    Map<List<Integer>, Double> texts = new HashMap<>();
    int paths = (int) Math.pow(logits.classes(), logits.frames());
    for (int path = 0; path < paths; path++) {
      List<Integer> text = new ArrayList<>();
      double probability = 1;
      int before = BLANK;
      int rest = path;
      for (int frame = 0; frame < logits.frames(); frame++) {
        int unit = rest % logits.classes();
        rest /= logits.classes();
        probability *= logits.posterior(frame, unit);
        if (unit != BLANK && unit != before) {
          text.add(unit);
        }
        before = unit;
      }
      texts.merge(text, probability, Double::sum);
    }
    return texts;
  }

  /** All sequences of up to three units, the blank left out. */
  private static List<List<Integer>> prefixes(int classes) {
    List<List<Integer>> all = new ArrayList<>();
    all.add(List.of());
    for (int i = 0; i < all.size() && all.get(i).size() < 3; i++) {
      for (int unit = 0; unit < classes; unit++) {
        if (unit != BLANK) {
          List<Integer> longer = new ArrayList<>(all.get(i));
          longer.add(unit);
          all.add(longer);
        }
      }
    }
    return all;
  }
}
