// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import vn.nghe.kernel.LayerNorm;
import vn.nghe.kernel.Linear;
import vn.nghe.kernel.Workers;

/** The CTC head: Linear → GELU → LayerNorm → Linear, one logit a class for every frame. */
final class CtcHead {
  private final Linear hidden;
  private final LayerNorm norm;
  private final Linear classes;

  CtcHead(Weights weights, ModelConfig config) {
    hidden = weights.linear("ctc_head.0", config.width(), config.headWidth());
    norm = weights.layerNorm("ctc_head.2", config.headWidth());
    classes = weights.linear("ctc_head.3", config.headWidth(), config.classes());
  }

  /** From {@link Activations#normed} to {@link Activations#logits}. */
  void forward(Workers workers, Activations a, TensorListener tensors) {
    hidden.applyGelu(workers, a.normed(), a.head());
    norm.apply(workers, a.head(), a.head());
    tensors.completed("head_hidden", a.head());
    classes.apply(workers, a.head(), a.logits());
    tensors.completed("logits", a.logits());
  }
}
