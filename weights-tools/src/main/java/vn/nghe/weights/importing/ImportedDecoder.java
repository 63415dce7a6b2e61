// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.importing;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * The decoder of an imported model.
 *
 * @param shape its sizes
 * @param tokens its tokens
 */
record ImportedDecoder(DecoderShape shape, DecoderTokens tokens) {
  /** Writes the object {@code decoder} of {@code config.json}. */
  void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("decoder");
    json.writeNumberField("decoder_layers", shape.layers());
    json.writeNumberField("decoder_attention_heads", shape.heads());
    json.writeNumberField("decoder_ffn_dim", shape.inner());
    json.writeNumberField("vocab_size", shape.tokens());
    json.writeNumberField("max_target_positions", shape.positions());
    write(json, "prompt_ids", tokens.prompt());
    json.writeNumberField("eos_token_id", tokens.end());
    json.writeNumberField("no_speech_token_id", tokens.noSpeech());
    write(json, "suppress_tokens", tokens.suppressed());
    write(json, "begin_suppress_tokens", tokens.firstSuppressed());
    json.writeArrayFieldStart("alignment_heads");
    for (List<Integer> head : tokens.alignmentHeads()) {
      json.writeArray(new int[] {head.get(0), head.get(1)}, 0, 2);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, List<Integer> numbers)
      throws IOException {
    json.writeFieldName(name);
    json.writeArray(numbers.stream().mapToInt(Integer::intValue).toArray(), 0, numbers.size());
  }
}
