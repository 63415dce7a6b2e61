// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.nio.file.Path;
import java.util.Optional;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;

/**
 * The sizes of a model, from its {@code config.json}: Whisper's own fields, those of the CTC head
 * where {@code model_type} is {@code whisper-ctc}, and those of the decoder where there is an
 * object {@code decoder}. The code has no sizes of its own.
 *
 * @param width {@code d_model}: values in a frame between layers
 * @param layers {@code encoder_layers}
 * @param heads {@code encoder_attention_heads}
 * @param inner {@code encoder_ffn_dim}: values inside a feed-forward block
 * @param melBands {@code num_mel_bins}
 * @param mostFrames {@code max_source_positions}: frames of 20 ms that have a position
 * @param tailSeconds {@code tail_margin_seconds}: silence appended to every clip, as in training,
 *     up to {@code mostFrames}
 * @param language ISO 639-1 code of what the model writes
 * @param smokeText {@code smoke_text}: what the model writes for the clip of the engine's self
 *     test; may be absent, and empty for a model that was not trained
 * @param ctc the CTC head, if the model has one
 * @param decoder the decoder, if the model has one; a model has at least one of the two
 */
public record ModelConfig(
    int width,
    int layers,
    int heads,
    int inner,
    int melBands,
    int mostFrames,
    double tailSeconds,
    String language,
    Optional<String> smokeText,
    Optional<CtcConfig> ctc,
    Optional<DecoderConfig> decoder) {

  /** Reductions add in groups of 16; every Whisper width is a multiple of 64. */
  static final int WIDTH_STEP = 16;

  private static final String TYPE = "model_type";

  private static final String WITH_CTC_HEAD = "whisper-ctc";

  private static final String WITHOUT_CTC_HEAD = "whisper";

  /** A pass of Whisper is 30 s: with a tail of that length, every pass is. */
  private static final double LONGEST_TAIL = 30;

  /**
   * Reads the {@code config.json} of a model folder.
   *
   * @throws ModelException if it cannot be read or a field is missing or out of its range
   */
  public static ModelConfig read(Path folder) {
    Path file = folder.resolve(ModelFiles.CONFIG);
    return parse(file, ModelFileReader.read(folder, file));
  }

  static ModelConfig parse(Path file, byte[] json) {
    ConfigFields fields = new ConfigFields(file, "", Json.object(file, json));
    boolean hasCtcHead = hasCtcHead(fields);
    fields.requireText("activation_function", "gelu");
    ModelConfig config =
        new ModelConfig(
            fields.multiple("d_model", WIDTH_STEP),
            fields.whole("encoder_layers", 1, ConfigFields.MOST),
            fields.whole("encoder_attention_heads", 1, ConfigFields.MOST),
            fields.multiple("encoder_ffn_dim", WIDTH_STEP),
            fields.whole("num_mel_bins", 1, 256),
            fields.whole("max_source_positions", 1, ConfigFields.MOST),
            fields.number("tail_margin_seconds", 0, LONGEST_TAIL),
            fields.text("language"),
            fields.optionalText("smoke_text"),
            hasCtcHead ? Optional.of(CtcConfig.parse(fields)) : Optional.empty(),
            fields.object("decoder", DecoderConfig.FIELDS).map(DecoderConfig::parse));
    if (config.width % config.heads != 0) {
      throw fields.wrong("encoder_attention_heads", "must divide d_model, " + config.width);
    }
    config.decoder.ifPresent(decoder -> decoder.requireFits(file, config.width));
    if (config.ctc.isEmpty() && config.decoder.isEmpty()) {
      throw fields.wrong("decoder", "must be an object where model_type is \"whisper\"");
    }
    return config;
  }

  private static boolean hasCtcHead(ConfigFields fields) {
    String type = fields.values().get(TYPE) instanceof String text ? text : "";
    if (!type.equals(WITH_CTC_HEAD) && !type.equals(WITHOUT_CTC_HEAD)) {
      throw fields.wrong(TYPE, "must be \"" + WITH_CTC_HEAD + "\" or \"" + WITHOUT_CTC_HEAD + "\"");
    }
    return type.equals(WITH_CTC_HEAD);
  }
}
