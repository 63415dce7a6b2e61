// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.nghe.api.ModelException;

/**
 * Reads the text format of ARPA's (Doug Paul's) language models, as SRILM, KenLM and others write
 * it. N-grams may stand in any order within their section, but one that is continued must be there.
 * A model without {@code <unk>} gives unknown words 10<sup>−100</sup>, as KenLM does.
 *
 * @see <a href="http://www.speech.sri.com/projects/srilm/manpages/ngram-format.5.html">the
 *     format</a>
 */
public final class Arpa {
  private final ArpaLines lines;

  private Arpa(ArpaLines lines) {
    this.lines = lines;
  }

  /**
   * Reads a model.
   *
   * @throws ModelException if it cannot be read or breaks the format; the message names the line
   */
  public static Ngrams read(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      return new Arpa(new ArpaLines(file, reader)).model();
    } catch (CharacterCodingException notUtf8) {
      throw new ModelException(
          file, "language model: neither a binary one nor UTF-8 text", notUtf8);
    } catch (IOException unreadable) {
      throw NgramFile.unreadable(file, unreadable);
    }
  }

  private Ngrams model() throws IOException {
    List<Integer> sizes = sizes();
    var trie = new TrieBuilder();
    for (int length = 1; length <= sizes.size(); length++) {
      lines.expect("\\" + length + "-grams:");
      int size = sizes.get(length - 1);
      for (int i = 0; i < size; i++) {
        ngram(trie, lines.next(), length, length == sizes.size());
      }
      try {
        trie.endLevel();
      } catch (IllegalArgumentException e) {
        throw lines.fault(e.getMessage());
      }
    }
    lines.expect("\\end\\");
    return trie.build();
  }

  private List<Integer> sizes() throws IOException {
    // Whatever stands before is for people.
    while (!lines.next().equals("\\data\\")) {}
    List<Integer> sizes = new ArrayList<>();
    while (lines.peek().startsWith("ngram ")) {
      String[] parts = lines.next().substring("ngram ".length()).split("=", -1);
      if (parts.length != 2 || lines.natural(parts[0]) != sizes.size() + 1) {
        throw lines.fault("'ngram " + (sizes.size() + 1) + "=' and a number expected");
      }
      sizes.add(lines.natural(parts[1]));
    }
    if (sizes.size() < 2 || sizes.size() > Ngrams.MAX_ORDER) {
      throw lines.fault("order " + sizes.size() + ", 2 to 6 expected");
    }
    if (sizes.getFirst() > Ngrams.MAX_VOCABULARY) {
      throw lines.fault(sizes.getFirst() + " words, at most " + Ngrams.MAX_VOCABULARY);
    }
    return sizes;
  }

  /** A logarithm to base 10, a tab, words apart by a space, and perhaps a tab and a back-off. */
  private void ngram(TrieBuilder trie, String line, int length, boolean last) {
    String[] fields = line.split("[ \t]+", -1);
    boolean hasBackoff = fields.length == length + 2;
    if (!hasBackoff && fields.length != length + 1) {
      throw lines.fault("a logarithm, %d words and perhaps a back-off expected".formatted(length));
    }
    float probability = lines.logarithm(fields[0]);
    if (probability > 0) {
      throw lines.fault("a probability above 1");
    }
    float backoff = hasBackoff && !last ? lines.logarithm(fields[length + 1]) : 0;
    try {
      trie.add(List.of(fields).subList(1, length + 1), probability, backoff);
    } catch (IllegalArgumentException e) {
      throw lines.fault(e.getMessage());
    }
  }
}
