// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import static vn.nghe.weights.importing.EncoderShape.weightAndBias;
import static vn.nghe.weights.importing.EncoderShape.whole;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.nghe.weights.checkpoint.CheckpointException;
import vn.nghe.weights.checkpoint.JsonFile;

/**
 * The sizes of Whisper's decoder, from its {@code config.json}.
 *
 * @param layers {@code decoder_layers}
 * @param heads {@code decoder_attention_heads}
 * @param inner {@code decoder_ffn_dim}
 * @param tokens {@code vocab_size}
 * @param positions {@code max_target_positions}
 */
record DecoderShape(int layers, int heads, int inner, int tokens, int positions) {
  private static final int MOST_TOKENS = 1 << 20;

  /**
   * Reads the sizes.
   *
   * @throws CheckpointException if a field is missing or asks for what the engine does not compute
   */
  static DecoderShape read(Path config) {
    Map<String, Object> fields = JsonFile.object(config);
    requireAbsentOr(config, fields, "scale_embedding", false);
    requireAbsentOr(config, fields, "tie_word_embeddings", true);
    return new DecoderShape(
        whole(config, fields, "decoder_layers", EncoderShape.MOST_LAYERS),
        whole(config, fields, "decoder_attention_heads", EncoderShape.MOST),
        whole(config, fields, "decoder_ffn_dim", EncoderShape.MOST),
        whole(config, fields, "vocab_size", MOST_TOKENS),
        whole(config, fields, "max_target_positions", EncoderShape.MOST));
  }

  private static void requireAbsentOr(
      Path config, Map<String, Object> fields, String name, boolean expected) {
    Object found = fields.getOrDefault(name, expected);
    if (!found.equals(expected)) {
      throw new CheckpointException(
          config, "field %s: %s must be %b, as in every Whisper".formatted(name, found, expected));
    }
  }

  /** The shape of every tensor of the decoder, by its name without the prefix. */
  Map<String, long[]> tensors(int width) {
    Map<String, long[]> tensors = new LinkedHashMap<>();
    tensors.put("embed_tokens.weight", new long[] {tokens, width});
    tensors.put("embed_positions.weight", new long[] {positions, width});
    for (int i = 0; i < layers; i++) {
      String layer = "layers." + i + ".";
      for (String attention : List.of("self_attn", "encoder_attn")) {
        weightAndBias(tensors, layer + attention + "_layer_norm", width);
        weightAndBias(tensors, layer + attention + ".q_proj", width, width);
        tensors.put(layer + attention + ".k_proj.weight", new long[] {width, width});
        weightAndBias(tensors, layer + attention + ".v_proj", width, width);
        weightAndBias(tensors, layer + attention + ".out_proj", width, width);
      }
      weightAndBias(tensors, layer + "final_layer_norm", width);
      weightAndBias(tensors, layer + "fc1", inner, width);
      weightAndBias(tensors, layer + "fc2", width, inner);
    }
    weightAndBias(tensors, "layer_norm", width);
    return tensors;
  }
}
