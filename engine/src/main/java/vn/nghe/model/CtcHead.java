// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.Map;
import vn.nghe.kernel.LayerNorm;
import vn.nghe.kernel.Linear;
import vn.nghe.kernel.Workers;

/** The CTC head: Linear → GELU → LayerNorm → Linear, one logit a class for every frame. */
public final class CtcHead {
  private final CtcConfig config;
  private final Map<String, Integer> vocabulary;
  private final Linear hidden;
  private final LayerNorm norm;
  private final Linear classes;

  CtcHead(Weights weights, int width, CtcConfig config, Map<String, Integer> vocabulary) {
    this.config = config;
    this.vocabulary = vocabulary;
    hidden = weights.linear("ctc_head.0", width, config.headWidth());
    norm = weights.layerNorm("ctc_head.2", config.headWidth());
    classes = weights.linear("ctc_head.3", config.headWidth(), config.classes());
  }

  /** Its sizes, classes and calibration. */
  public CtcConfig config() {
    return config;
  }

  /** What the classes are called, by {@code vocab.json}, and their numbers; the blank included. */
  public Map<String, Integer> vocabulary() {
    return vocabulary;
  }

  /**
   * Computes the logits of the encoder's output in {@code activations}.
   *
   * @return the logits, inside {@code activations}: valid until they are used again
   */
  public Logits logits(Workers workers, Activations activations) {
    return logits(workers, activations, TensorListener.NONE);
  }

  Logits logits(Workers workers, Activations a, TensorListener tensors) {
    hidden.applyGelu(workers, a.normed(), a.head());
    norm.apply(workers, a.head(), a.head());
    tensors.completed("head_hidden", a.head());
    classes.apply(workers, a.head(), a.logits());
    tensors.completed("logits", a.logits());
    return Logits.of(a.logits().data(), a.frames(), config.classes(), config.blank());
  }
}
