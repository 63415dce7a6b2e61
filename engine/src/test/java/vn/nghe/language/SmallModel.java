// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A model of 601 sentences, pruned, and what KenLM says by it of 100 others. */
final class SmallModel {
  static final Path FOLDER = Path.of("src/test/resources/language");
  static final Path ARPA = FOLDER.resolve("small.arpa");

  private SmallModel() {}

  /**
   * A sentence.
   *
   * @param log10 of the probability of each word, then of the sentence's end
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Scored(List<String> words, double[] log10) {}

  static List<Scored> kenLm() {
    return kenLm("kenlm.tsv");
  }

  static List<Scored> kenLm(String file) {
    List<Scored> scored = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(FOLDER.resolve(file))) {
        int tab = line.indexOf('\t');
        double[] scores =
            List.of(line.substring(tab + 1).split(" ", -1)).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
        scored.add(new Scored(List.of(line.substring(0, tab).split(" ", -1)), scores));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scored;
  }
}
