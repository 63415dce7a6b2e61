// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.nghe.language.Ngrams;

/** Writes the text format that {@link vn.nghe.language.Arpa} reads. */
public final class ArpaWriter {
  private static final double LN_10 = Math.log(10);

  private final Ngrams ngrams;
  private final Writer writer;

  private ArpaWriter(Ngrams ngrams, Writer writer) {
    this.ngrams = ngrams;
    this.writer = writer;
  }

  /**
   * Writes a model.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Ngrams ngrams, Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      new ArpaWriter(ngrams, writer).write();
    }
  }

  private void write() throws IOException {
    List<Ngrams.Level> levels = ngrams.levels();
    writer.write("\\data\\\n");
    for (int i = 0; i < levels.size(); i++) {
      writer.write("ngram " + (i + 1) + "=" + levels.get(i).size() + "\n");
    }
    for (int i = 0; i < levels.size(); i++) {
      writer.write("\n\\" + (i + 1) + "-grams:\n");
      for (int word = 0; word < ngrams.vocabulary().size(); word++) {
        walk(0, word, i, ngrams.vocabulary().get(word));
      }
    }
    writer.write("\n\\end\\\n");
  }

  /**
   * Writes the n-grams of level {@code wanted} that begin with n-gram {@code ngram} of {@code
   * level}.
   */
  private void walk(int level, int ngram, int wanted, String text) throws IOException {
    Ngrams.Level here = ngrams.levels().get(level);
    if (level == wanted) {
      writer.write(log10(here.probabilities()[ngram]) + "\t" + text);
      if (level < ngrams.order() - 1) {
        writer.write("\t" + log10(here.backoffs()[ngram]));
      }
      writer.write("\n");
      return;
    }
    int[] words = ngrams.levels().get(level + 1).words();
    for (int i = here.children()[ngram]; i < here.children()[ngram + 1]; i++) {
      walk(level + 1, i, wanted, text + " " + ngrams.vocabulary().get(words[i]));
    }
  }

  /** Formats with nine digits, which identify a float. */
  private static String log10(float natural) {
    return natural == 0 ? "0" : Float.toString((float) (natural / LN_10));
  }
}
