// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import vn.nghe.kernel.CachedAttention;
import vn.nghe.kernel.FewRowLinear;
import vn.nghe.kernel.LayerNorm;
import vn.nghe.kernel.Linear;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.Workers;

/**
 * One pre-norm transformer layer of the decoder: attention to the tokens before, attention to the
 * sound, feed-forward, each added to its input.
 */
final class DecoderLayer {
  private final int width;
  private final CachedAttention attention;
  private final LayerNorm tokenNorm;
  private final FewRowLinear tokenQueriesKeysValues;
  private final FewRowLinear tokenOut;
  private final LayerNorm soundNorm;
  private final FewRowLinear soundQueries;
  private final Linear soundKeysValues;
  private final FewRowLinear soundOut;
  private final LayerNorm feedForwardNorm;
  private final FewRowLinear expand;
  private final FewRowLinear contract;

  DecoderLayer(Weights weights, String name, int width, DecoderConfig config) {
    this.width = width;
    attention = new CachedAttention(config.heads(), width);
    tokenNorm = weights.layerNorm(name + ".self_attn_layer_norm", width);
    tokenQueriesKeysValues = weights.fewRowQueriesKeysValues(name + ".self_attn", width);
    tokenOut = weights.fewRowLinear(name + ".self_attn.out_proj", width, width);
    soundNorm = weights.layerNorm(name + ".encoder_attn_layer_norm", width);
    soundQueries = weights.fewRowLinear(name + ".encoder_attn.q_proj", width, width);
    soundKeysValues = weights.keysValues(name + ".encoder_attn", width);
    soundOut = weights.fewRowLinear(name + ".encoder_attn.out_proj", width, width);
    feedForwardNorm = weights.layerNorm(name + ".final_layer_norm", width);
    expand = weights.fewRowLinear(name + ".fc1", width, config.inner());
    contract = weights.fewRowLinear(name + ".fc2", config.inner(), width);
  }

  /**
   * Computes the keys and values of the sound.
   *
   * @param encoded [frames, width]
   * @param keysValues [frames, 2 width], overwritten
   */
  void hear(Workers workers, Matrix encoded, Matrix keysValues) {
    soundKeysValues.apply(workers, encoded, keysValues);
  }

  void forward(Workers workers, DecoderState s, int layer, AttentionListener listener) {
    tokenNorm.apply(workers, s.hidden(), s.normed());
    tokenQueriesKeysValues.apply(workers, s.normed(), s.projected());
    s.keep(layer);
    Matrix tokens = s.tokens(layer);
    attention.apply(
        workers,
        s.projected().columns(0, width),
        tokens.columns(0, width),
        tokens.columns(width, width),
        s.ancestors(),
        s.attended());
    tokenOut.applyResidual(workers, s.attended(), s.hidden());

    soundNorm.apply(workers, s.hidden(), s.normed());
    Matrix queries = s.projected().columns(0, width);
    soundQueries.apply(workers, s.normed(), queries);
    Matrix sound = s.sound(layer);
    attention.apply(
        workers,
        queries,
        sound.columns(0, width),
        sound.columns(width, width),
        s.allFrames(),
        s.attended(),
        (token, head, weights, frames, total) ->
            listener.attended(layer, head, token, weights, frames, total));
    soundOut.applyResidual(workers, s.attended(), s.hidden());

    feedForwardNorm.apply(workers, s.hidden(), s.normed());
    expand.applyGelu(workers, s.normed(), s.inner());
    contract.applyResidual(workers, s.inner(), s.hidden());
  }
}
