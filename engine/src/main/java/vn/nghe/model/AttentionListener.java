// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

/** Receives how strongly tokens attend to the frames of the sound. */
@FunctionalInterface
public interface AttentionListener {
  /** Ignores it. */
  AttentionListener NONE = (layer, head, token, weights, frames, total) -> {};

  /**
   * One token in one head; called by several threads at once, for different tokens and heads.
   *
   * @param token index among the tokens that are computed together
   * @param weights one for each of {@code frames}, each to be divided by {@code total}; valid only
   *     during the call
   */
  void attended(int layer, int head, int token, float[] weights, int frames, float total);
}
