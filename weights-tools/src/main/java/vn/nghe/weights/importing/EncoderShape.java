// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.nghe.weights.checkpoint.CheckpointException;
import vn.nghe.weights.checkpoint.JsonFile;

/**
 * The sizes of Whisper's encoder, from its {@code config.json}.
 *
 * @param width {@code d_model}
 * @param layers {@code encoder_layers}
 * @param heads {@code encoder_attention_heads}
 * @param inner {@code encoder_ffn_dim}
 * @param melBands {@code num_mel_bins}
 * @param positions {@code max_source_positions}
 */
record EncoderShape(int width, int layers, int heads, int inner, int melBands, int positions) {
  /** Far above Whisper large, which has 32 layers of 1280 and 1500 positions. */
  static final int MOST = 1 << 16;

  /** Lower than the other limits because every layer adds entries to {@link #tensors}. */
  static final int MOST_LAYERS = 1024;

  /** The kernel size of both convolutions. */
  private static final int TAPS = 3;

  /**
   * Reads the sizes.
   *
   * @throws CheckpointException if it is not the configuration of a Whisper, or lacks a field
   */
  static EncoderShape read(Path config) {
    Map<String, Object> fields = JsonFile.object(config);
    Object type = fields.getOrDefault("model_type", "nothing");
    if (!type.equals("whisper") && !type.equals("whisper-ctc")) {
      throw new CheckpointException(
          config, "field model_type: " + type + "; the encoder must be of a Whisper model");
    }
    Object activation = fields.getOrDefault("activation_function", "gelu");
    if (!activation.equals("gelu")) {
      throw new CheckpointException(
          config, "field activation_function: " + activation + " must be \"gelu\"");
    }
    return new EncoderShape(
        whole(config, fields, "d_model", MOST),
        whole(config, fields, "encoder_layers", MOST_LAYERS),
        whole(config, fields, "encoder_attention_heads", MOST),
        whole(config, fields, "encoder_ffn_dim", MOST),
        whole(config, fields, "num_mel_bins", MOST),
        whole(config, fields, "max_source_positions", MOST));
  }

  static int whole(Path config, Map<String, Object> fields, String name, int most) {
    if (fields.get(name) instanceof Long number && number >= 1 && number <= most) {
      return number.intValue();
    }
    throw new CheckpointException(
        config,
        "field %s: %s must be a whole number from 1 to %d"
            .formatted(name, fields.getOrDefault(name, "nothing"), most));
  }

  /** The shape of every tensor of the encoder, by its name without the prefix. */
  Map<String, long[]> tensors() {
    Map<String, long[]> tensors = new LinkedHashMap<>();
    weightAndBias(tensors, "conv1", width, melBands, TAPS);
    weightAndBias(tensors, "conv2", width, width, TAPS);
    tensors.put("embed_positions.weight", new long[] {positions, width});
    for (int i = 0; i < layers; i++) {
      String layer = "layers." + i + ".";
      weightAndBias(tensors, layer + "self_attn_layer_norm", width);
      weightAndBias(tensors, layer + "self_attn.q_proj", width, width);
      // Keys have no bias in Whisper: it would add the same to every score of a query.
      tensors.put(layer + "self_attn.k_proj.weight", new long[] {width, width});
      weightAndBias(tensors, layer + "self_attn.v_proj", width, width);
      weightAndBias(tensors, layer + "self_attn.out_proj", width, width);
      weightAndBias(tensors, layer + "final_layer_norm", width);
      weightAndBias(tensors, layer + "fc1", inner, width);
      weightAndBias(tensors, layer + "fc2", width, inner);
    }
    weightAndBias(tensors, "layer_norm", width);
    return tensors;
  }

  static void weightAndBias(Map<String, long[]> tensors, String name, long... weight) {
    tensors.put(name + ".weight", weight);
    tensors.put(name + ".bias", new long[] {weight[0]});
  }
}
