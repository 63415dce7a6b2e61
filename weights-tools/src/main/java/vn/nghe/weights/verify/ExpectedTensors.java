// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.nghe.model.CtcConfig;
import vn.nghe.model.DecoderConfig;
import vn.nghe.model.ModelConfig;

/** Names and shapes of the tensors that the engine reads, for a configuration. */
final class ExpectedTensors {
  private static final String ENCODER = "model.encoder.";
  private static final String DECODER = "model.decoder.";

  private static final long TAPS = 3;

  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  private ExpectedTensors(ModelConfig config) {
    long width = config.width();
    long inner = config.inner();
    layer(ENCODER + "conv1", List.of(width, (long) config.melBands(), TAPS));
    layer(ENCODER + "conv2", List.of(width, width, TAPS));
    shapes.put(ENCODER + "embed_positions.weight", List.of((long) config.mostFrames(), width));
    for (int i = 0; i < config.layers(); i++) {
      String layer = ENCODER + "layers." + i + ".";
      layer(layer + "self_attn_layer_norm", List.of(width));
      attention(layer + "self_attn.", width);
      layer(layer + "final_layer_norm", List.of(width));
      layer(layer + "fc1", List.of(inner, width));
      layer(layer + "fc2", List.of(width, inner));
    }
    layer(ENCODER + "layer_norm", List.of(width));
    config.ctc().ifPresent(head -> head(head, width));
    config.decoder().ifPresent(decoder -> decoder(decoder, width));
  }

  private void head(CtcConfig head, long width) {
    long headWidth = head.headWidth();
    layer("ctc_head.0", List.of(headWidth, width));
    layer("ctc_head.2", List.of(headWidth));
    layer("ctc_head.3", List.of((long) head.classes(), headWidth));
  }

  private void decoder(DecoderConfig decoder, long width) {
    long inner = decoder.inner();
    shapes.put(DECODER + "embed_tokens.weight", List.of((long) decoder.tokens(), width));
    shapes.put(DECODER + "embed_positions.weight", List.of((long) decoder.positions(), width));
    for (int i = 0; i < decoder.layers(); i++) {
      String layer = DECODER + "layers." + i + ".";
      for (String attention : List.of("self_attn", "encoder_attn")) {
        layer(layer + attention + "_layer_norm", List.of(width));
        attention(layer + attention + ".", width);
      }
      layer(layer + "final_layer_norm", List.of(width));
      layer(layer + "fc1", List.of(inner, width));
      layer(layer + "fc2", List.of(width, inner));
    }
    layer(DECODER + "layer_norm", List.of(width));
  }

  private void attention(String name, long width) {
    layer(name + "q_proj", List.of(width, width));
    // Keys have no bias in Whisper: it would add the same to every score of a query.
    shapes.put(name + "k_proj.weight", List.of(width, width));
    layer(name + "v_proj", List.of(width, width));
    layer(name + "out_proj", List.of(width, width));
  }

  /** Shapes by name, in the order of the data path. */
  static Map<String, List<Long>> of(ModelConfig config) {
    return Collections.unmodifiableMap(new ExpectedTensors(config).shapes);
  }

  private void layer(String name, List<Long> weight) {
    shapes.put(name + ".weight", weight);
    shapes.put(name + ".bias", List.of(weight.getFirst()));
  }
}
