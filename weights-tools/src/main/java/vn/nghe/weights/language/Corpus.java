// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.nio.file.Path;

/**
 * Text to learn from.
 *
 * @param file sentences, one a line, UTF-8, plain or compressed by xz or gzip
 * @param weight how often each of its sentences counts, above 0; need not be whole
 */
public record Corpus(Path file, double weight) {
  /**
   * @throws IllegalArgumentException if the weight is not above 0 and finite
   */
  public Corpus {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight " + weight + ", more than 0 expected");
    }
  }
}
