// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import vn.nghe.kernel.FewRowLinear;
import vn.nghe.kernel.LayerNorm;
import vn.nghe.kernel.Matrix;
import vn.nghe.kernel.StoredRows;
import vn.nghe.kernel.Workers;

/**
 * Whisper's decoder: from the tokens so far and the encoder's output to the logits of the next
 * token. The matrix of the tokens' embeddings is the output's too. Immutable; what changes from
 * token to token is in a {@link DecoderState}.
 */
public final class TextDecoder {
  private static final String PREFIX = "model.decoder.";

  private final DecoderConfig config;
  private final int width;
  private final Map<String, Integer> tokens;
  private final StoredRows embeddings;
  private final float[] positions;
  private final List<DecoderLayer> layers;
  private final LayerNorm lastNorm;
  private final FewRowLinear output;

  TextDecoder(Weights weights, int width, DecoderConfig config, Map<String, Integer> tokens) {
    this.config = config;
    this.width = width;
    this.tokens = tokens;
    embeddings = weights.storedRows(PREFIX + "embed_tokens.weight", config.tokens(), width);
    positions = weights.matrix(PREFIX + "embed_positions.weight", config.positions(), width);
    layers =
        IntStream.range(0, config.layers())
            .mapToObj(i -> new DecoderLayer(weights, PREFIX + "layers." + i, width, config))
            .toList();
    lastNorm = weights.layerNorm(PREFIX + "layer_norm", width);
    output = new FewRowLinear(embeddings, new float[config.tokens()]);
  }

  /** Its sizes and special tokens. */
  public DecoderConfig config() {
    return config;
  }

  /** What the tokens are called, by {@code tokens.json}, and their numbers. */
  public Map<String, Integer> tokens() {
    return tokens;
  }

  /** Buffers for one segment at a time, by one caller at a time. */
  public DecoderState newState() {
    return new DecoderState(config, width);
  }

  /**
   * Begins a segment: computes the keys and values of its sound, once for all tokens.
   *
   * @param state forgets the segment before
   * @param encoded [frames, width], the output of the encoder
   */
  public void begin(Workers workers, DecoderState state, Matrix encoded) {
    state.begin(encoded.rows());
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).hear(workers, encoded, state.sound(i));
    }
  }

  /**
   * Computes the tokens that were added to {@code state} since the last call.
   *
   * @return [tokens added, width], the input of {@link #logits}, in the order in which they were
   *     added; inside {@code state}, valid until it is used again
   */
  public Matrix advance(Workers workers, DecoderState state) {
    return advance(workers, state, AttentionListener.NONE);
  }

  /** As {@link #advance(Workers, DecoderState)}, showing the attention to the sound. */
  public Matrix advance(Workers workers, DecoderState state, AttentionListener listener) {
    state.prepare();
    embed(state);
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).forward(workers, state, i, listener);
    }
    lastNorm.apply(workers, state.hidden(), state.normed());
    state.advanced();
    return state.normed();
  }

  /**
   * Computes the logits of the next token.
   *
   * @param states some rows of what {@link #advance} returned
   * @param logits [states, tokens], overwritten
   */
  public void logits(Workers workers, Matrix states, Matrix logits) {
    output.apply(workers, states, logits);
  }

  private void embed(DecoderState state) {
    Matrix hidden = state.hidden();
    for (int row = 0; row < hidden.rows(); row++) {
      int at = hidden.at(row);
      embeddings.copy(state.pendingToken(row), hidden.data(), at);
      int position = state.pendingPosition(row) * width;
      for (int i = 0; i < width; i++) {
        hidden.data()[at + i] += positions[position + i];
      }
    }
  }
}
