// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.nghe.api.ModelException;

final class ArpaTest {
  private static final String GOOD =
      """
      anything may stand before

      \\data\\
      ngram 1=4
      ngram 2=2

      \\1-grams:
      -1\t</s>
      -2\tbé\t-0.5
      -99\t<s>\t-0.25
      -1.5\tan

      \\2-grams:
      -0.75\tbé an
      -0.125\t<s> bé

      \\end\\
      """;

  @TempDir Path folder;

  @Test
  void ngramsMayStandInAnyOrder() throws IOException {
    var model = NgramModel.open(arpa(GOOD));
    int word = model.word("bé");
    assertEquals("an", model.text(3));
    assertEquals(-0.125 * Math.log(10), model.logProbability(model.begin(), word), 1e-7);
    assertEquals(
        -0.75 * Math.log(10),
        model.logProbability(model.extend(model.begin(), word), model.word("an")),
        1e-7);
    assertEquals((-0.25 - 1) * Math.log(10), model.endLogProbability(model.begin()), 1e-6);
  }

  @Test
  void unknownWordsAreAllButImpossibleWhereTheModelSaysNothing() throws IOException {
    var model = NgramModel.open(arpa(GOOD));
    assertEquals(-100 * Math.log(10), model.logProbability(model.empty(), 0), 1e-4);
  }

  @Test
  void everyMistakeIsNamedWithItsLine() throws IOException {
    refuses("ngram 2=2", "ngram 2=3", "line 17: ");
    refuses("ngram 2=2", "ngram 3=2", "line 5: 'ngram 2=' and a number expected");
    refuses("ngram 2=2", "ngram 2=-2", "line 5: '-2' is below zero");
    refuses("ngram 2=2\n", "", "order 1, 2 to 6 expected");
    refuses("-1.5\tan", "1.5\tan", "line 11: a probability above 1");
    refuses("-1.5\tan", "nan\tan", "line 11: 'nan' is no logarithm");
    refuses("-1.5\tan", "NaN\tan", "line 11: 'NaN' is no finite logarithm");
    refuses("-1.5\tan", "-1.5\tbé", "line 11: 'bé' comes a second time");
    refuses("-1.5\tan", "-1.5\tan an an", "line 11: a logarithm, 1 words and perhaps");
    refuses("-1\t</s>", "-1\tat", "</s> is not among the 1-grams");
    refuses("bé an", "an đi", "line 14: 'đi' is not among the 1-grams");
    refuses("bé an", "<s> bé", "an n-gram of this section comes twice");
    refuses("\\end\\\n", "", "the file ends too early");
    refuses("\\data\\", "", "the file ends too early");
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("x"), new byte[] {(byte) 0xC0, 0, 1, 2});
    var refused = assertThrows(ModelException.class, () -> NgramModel.open(file));
    assertTrue(
        refused.getMessage().contains("neither a binary one nor UTF-8 text"), refused.getMessage());
  }

  private void refuses(String replaced, String replacement, String reason) throws IOException {
    Path file = arpa(GOOD.replace(replaced, replacement));
    var refused = assertThrows(ModelException.class, () -> NgramModel.open(file));
    assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  private Path arpa(String text) throws IOException {
    return Files.writeString(folder.resolve("model.arpa"), text);
  }
}
