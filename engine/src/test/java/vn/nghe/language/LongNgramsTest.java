// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of 5 and 6 words, whose contexts do not fit a long as words. */
final class LongNgramsTest {
  private static final double LN_10 = Math.log(10);

  /** As for shorter models; six floats at most are added, and seven digits are written. */
  private static final double RELATIVE = 2e-6;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void saysOfEveryWordWhatAnotherReaderSays(int order) throws IOException {
    Path arpa = SmallModel.FOLDER.resolve("order-" + order + ".arpa");
    Path binary = folder.resolve("lm.bin");
    NgramFile.write(Arpa.read(arpa), Collections.nCopies(order, NgramFile.Codebooks.EXACT), binary);
    for (NgramModel model : List.of(NgramModel.open(arpa), NgramModel.open(binary))) {
      assertEquals(order, model.order());
      SmallModel.kenLm("order-" + order + ".tsv")
          .forEach(sentence -> assertAgrees(model, sentence));
    }
  }

  private static void assertAgrees(NgramModel model, SmallModel.Scored sentence) {
    long context = model.begin();
    int at = 0;
    for (String text : sentence.words()) {
      double expected = sentence.log10()[at++] * LN_10;
      int word = model.word(text);
      assertEquals(expected, model.logProbability(context, word), -expected * RELATIVE, text);
      context = model.extend(context, word);
    }
    double expected = sentence.log10()[at] * LN_10;
    assertEquals(expected, model.endLogProbability(context), -expected * RELATIVE);
  }

  /** Contexts are compared as longs: the same words must come to the same one, others not. */
  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void aContextIsTheLastWordsThatMatterHoweverTheyWereReached(int order) {
    NgramModel model = NgramModel.open(SmallModel.FOLDER.resolve("order-" + order + ".arpa"));
    Map<Long, List<String>> words = new HashMap<>();
    for (SmallModel.Scored sentence : SmallModel.kenLm("order-" + order + ".tsv")) {
      long context = model.empty();
      for (int i = 0; i < sentence.words().size(); i++) {
        context = model.extend(context, model.word(sentence.words().get(i)));
        if (i + 1 < order - 1) {
          continue;
        }
        List<String> last = sentence.words().subList(i + 2 - order, i + 1);
        long afresh = model.empty();
        for (String text : last) {
          afresh = model.extend(afresh, model.word(text));
        }
        assertEquals(afresh, context, last.toString());
        words.putIfAbsent(context, last);
      }
    }
    assertTrue(words.size() > 100);
  }
}
