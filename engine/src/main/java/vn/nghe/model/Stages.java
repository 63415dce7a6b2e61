// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import vn.nghe.kernel.Matrix;

/** Someone who watches a clip pass through the model, such as a test with reference tensors. */
@FunctionalInterface
public interface Stages {
  /** Watches nothing. */
  Stages UNWATCHED = (name, values) -> {};

  /**
   * A stage is complete.
   *
   * @param name {@code log_mel}, {@code conv1}, {@code conv2}, {@code layer.N}, {@code encoder},
   *     {@code head_hidden} or {@code logits}
   * @param values its result, a row for each frame; valid only during the call
   */
  void completed(String name, Matrix values);
}
