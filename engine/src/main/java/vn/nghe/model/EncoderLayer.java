// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import vn.nghe.kernel.Attention;
import vn.nghe.kernel.LayerNorm;
import vn.nghe.kernel.Linear;
import vn.nghe.kernel.Workers;

/** One pre-norm transformer layer: self-attention, then feed-forward, each added to its input. */
final class EncoderLayer {
  private final LayerNorm attentionNorm;
  private final Linear queriesKeysValues;
  private final Attention attention;
  private final Linear out;
  private final LayerNorm feedForwardNorm;
  private final Linear expand;
  private final Linear contract;

  EncoderLayer(Weights weights, String name, ModelConfig config) {
    int width = config.width();
    attentionNorm = weights.layerNorm(name + ".self_attn_layer_norm", width);
    queriesKeysValues = weights.queriesKeysValues(name + ".self_attn", width);
    attention = new Attention(config.heads(), width);
    out = weights.linear(name + ".self_attn.out_proj", width, width);
    feedForwardNorm = weights.layerNorm(name + ".final_layer_norm", width);
    expand = weights.linear(name + ".fc1", width, config.inner());
    contract = weights.linear(name + ".fc2", config.inner(), width);
  }

  void forward(Workers workers, Activations a) {
    attentionNorm.apply(workers, a.hidden(), a.normed());
    queriesKeysValues.apply(workers, a.normed(), a.projected());
    attention.apply(workers, a.projected(), a.keysAndValues(), a.attended());
    out.applyResidual(workers, a.attended(), a.hidden());

    feedForwardNorm.apply(workers, a.hidden(), a.normed());
    expand.applyGelu(workers, a.normed(), a.inner());
    contract.applyResidual(workers, a.inner(), a.hidden());
  }
}
