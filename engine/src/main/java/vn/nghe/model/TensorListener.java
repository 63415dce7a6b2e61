// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import vn.nghe.kernel.Matrix;

/** Receives the tensors between samples and logits, for the tests against reference tensors. */
@FunctionalInterface
interface TensorListener {
  /** Ignores all of them. */
  TensorListener NONE = (name, values) -> {};

  /**
   * A tensor is complete.
   *
   * @param name {@code log_mel}, {@code conv1}, {@code conv2}, {@code layer.N}, {@code encoder},
   *     {@code head_hidden} or {@code logits}
   * @param values a row for each frame; valid only during the call
   */
  void completed(String name, Matrix values);
}
