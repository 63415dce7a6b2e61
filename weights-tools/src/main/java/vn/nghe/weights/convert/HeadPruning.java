// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;
import vn.nghe.model.CtcConfig;
import vn.nghe.model.CtcUnit;
import vn.nghe.text.BytePairs;
import vn.nghe.text.Vocabulary;
import vn.nghe.weights.language.TextFile;

/**
 * Selects the classes of a head that a text needs: the blank, leading strays, and the units that
 * occur in the text.
 *
 * @param texts sentences, one on each line, as {@link TextFile} reads them. A unit may begin a text
 *     or follow a space, so every line is encoded with and without a space before it
 * @param least the fewest occurrences of a unit that is kept, from 1
 */
public record HeadPruning(List<Path> texts, int least) {
  public HeadPruning {
    texts = List.copyOf(texts);
    if (texts.isEmpty() || least < 1) {
      throw new IllegalArgumentException(least + " times in " + texts.size() + " texts");
    }
  }

  /**
   * Selects the classes.
   *
   * @param folder the model folder, for messages
   * @return the selected classes, ascending
   * @throws ModelException if the units are not a byte-level BPE
   * @throws vn.nghe.weights.language.TextException if a text cannot be read
   */
  List<Integer> kept(Path folder, CtcConfig config, Map<String, Integer> classes) {
    if (config.unit() != CtcUnit.BYTE_LEVEL_BPE) {
      throw new ModelException(
          folder.resolve(ModelFiles.CONFIG),
          "field ctc_unit: only heads of byte-level BPE can be pruned");
    }
    var pairs = new BytePairs(Vocabulary.ofByteLevelBpe(classes));
    long[] counts = new long[config.classes()];
    for (Path text : texts) {
      TextFile.forEachLine(text, line -> count(pairs, line, counts));
    }
    counts[config.blank()] = least;
    config.leadingStrays().forEach(stray -> counts[stray] = least);
    return IntStream.range(0, counts.length).filter(i -> counts[i] >= least).boxed().toList();
  }

  private static void count(BytePairs pairs, String line, long[] counts) {
    String composed = Normalizer.normalize(line, Normalizer.Form.NFC).strip();
    pairs.encode(composed).forEach(unit -> counts[unit]++);
    pairs.encode(" " + composed).forEach(unit -> counts[unit]++);
  }
}
