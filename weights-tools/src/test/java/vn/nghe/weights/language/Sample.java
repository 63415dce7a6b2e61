// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.nio.file.Path;
import java.util.List;
import vn.nghe.language.Ngrams;

/** Sentences of Common Voice for training, and others for tests. */
final class Sample {
  static final Path FOLDER = Path.of("src/test/resources/vn/nghe/weights/language");
  static final Path SENTENCES = FOLDER.resolve("sentences.txt");
  static final Path HELD_OUT = FOLDER.resolve("held-out.txt");

  private Sample() {}

  static Ngrams model(int order, double prune) {
    return model(order, prune, new Corpus(SENTENCES, 1));
  }

  static Ngrams model(int order, double prune, Corpus... corpora) {
    var options = new NgramBuilder.Options(order, 1, 1, prune);
    return new NgramBuilder(options, read -> {}).build(List.of(corpora));
  }
}
