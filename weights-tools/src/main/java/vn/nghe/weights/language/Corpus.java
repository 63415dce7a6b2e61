// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.nio.file.Path;

/**
 * A training text.
 *
 * @param file sentences, one on each line, UTF-8, plain or compressed with xz or gzip
 * @param weight how often each sentence counts, above 0; need not be an integer
 */
public record Corpus(Path file, double weight) {
  /**
   * @throws IllegalArgumentException if the weight is not above 0 and finite
   */
  public Corpus {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight " + weight + ", expected above 0");
    }
  }
}
