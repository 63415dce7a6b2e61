// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.nio.file.Path;
import java.util.List;
import vn.nghe.api.ModelException;

/**
 * The sizes and tokens of a decoder, from the object {@code decoder} of {@code config.json}. Its
 * fields have the names of Whisper's {@code config.json} and {@code generation_config.json}.
 *
 * @param layers {@code decoder_layers}
 * @param heads {@code decoder_attention_heads}
 * @param inner {@code decoder_ffn_dim}: values inside a feed-forward block
 * @param tokens {@code vocab_size}: number of tokens
 * @param positions {@code max_target_positions}: tokens that have a position, the prompt included
 * @param prompt {@code prompt_ids}: the tokens before every text, which name language and task
 * @param end {@code eos_token_id}: the token after every text
 * @param noSpeech {@code no_speech_token_id}: what is likely to follow the prompt's first token
 *     where nobody speaks
 * @param suppressed {@code suppress_tokens}: tokens that no text has
 * @param firstSuppressed {@code begin_suppress_tokens}: tokens that no text begins with
 * @param alignmentHeads {@code alignment_heads}: pairs of layer and head whose attention follows
 *     the sound
 */
public record DecoderConfig(
    int layers,
    int heads,
    int inner,
    int tokens,
    int positions,
    List<Integer> prompt,
    int end,
    int noSpeech,
    List<Integer> suppressed,
    List<Integer> firstSuppressed,
    List<List<Integer>> alignmentHeads) {
  static final String[] FIELDS = {
    "decoder_layers",
    "decoder_attention_heads",
    "decoder_ffn_dim",
    "vocab_size",
    "max_target_positions",
    "prompt_ids",
    "eos_token_id",
    "no_speech_token_id",
    "suppress_tokens",
    "begin_suppress_tokens",
    "alignment_heads"
  };

  public DecoderConfig {
    prompt = List.copyOf(prompt);
    suppressed = List.copyOf(suppressed);
    firstSuppressed = List.copyOf(firstSuppressed);
    alignmentHeads = alignmentHeads.stream().map(List::copyOf).toList();
  }

  static DecoderConfig parse(ConfigFields fields) {
    int tokens = fields.whole("vocab_size", 2, ConfigFields.MOST);
    int last = tokens - 1;
    int layers = fields.whole("decoder_layers", 1, ConfigFields.MOST);
    int heads = fields.whole("decoder_attention_heads", 1, ConfigFields.MOST);
    DecoderConfig config =
        new DecoderConfig(
            layers,
            heads,
            fields.multiple("decoder_ffn_dim", ModelConfig.WIDTH_STEP),
            tokens,
            fields.whole("max_target_positions", 2, ConfigFields.MOST),
            fields.wholes("prompt_ids", last),
            fields.whole("eos_token_id", 0, last),
            fields.whole("no_speech_token_id", 0, last),
            fields.wholes("suppress_tokens", last),
            fields.wholes("begin_suppress_tokens", last),
            fields.pairs("alignment_heads", layers - 1, heads - 1));
    if (config.prompt.isEmpty() || config.prompt.size() >= config.positions) {
      throw fields.wrong(
          "prompt_ids", "must name at least one token and fewer than max_target_positions");
    }
    return config;
  }

  void requireFits(Path file, int width) {
    if (width % (heads * ModelConfig.WIDTH_STEP) != 0) {
      throw new ModelException(
          file,
          "field decoder.decoder_attention_heads: "
              + heads
              + " must divide d_model, "
              + width
              + ", into multiples of "
              + ModelConfig.WIDTH_STEP);
    }
  }
}
