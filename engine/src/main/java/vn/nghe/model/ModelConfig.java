// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.nghe.api.ModelException;
import vn.nghe.api.ModelFiles;

/**
 * The sizes of a model, from its {@code config.json}: Whisper's own fields and those of the CTC
 * head. The code has no sizes of its own.
 *
 * @param width {@code d_model}: values in a frame between layers
 * @param layers {@code encoder_layers}
 * @param heads {@code encoder_attention_heads}
 * @param inner {@code encoder_ffn_dim}: values inside a feed-forward block
 * @param melBands {@code num_mel_bins}
 * @param mostFrames {@code max_source_positions}: frames of 20 ms that have a position
 * @param headWidth {@code ctc_head_size}: values inside the CTC head
 * @param classes {@code vocab_size}: CTC classes, blank included
 * @param blank {@code blank_token_id}
 * @param unit {@code ctc_unit}: what a class writes
 * @param tailSeconds {@code tail_margin_seconds}: silence appended to every clip, as in training
 * @param language ISO 639-1 code of what the model writes
 * @param leadingStrays {@code leading_stray_ids}: stray classes at the start of a pass, which
 *     labels with such classes have taught; may be absent
 * @param calibration {@code confidence_calibration}; may be absent, as may each of its parts
 */
public record ModelConfig(
    int width,
    int layers,
    int heads,
    int inner,
    int melBands,
    int mostFrames,
    int headWidth,
    int classes,
    int blank,
    CtcUnit unit,
    double tailSeconds,
    String language,
    List<Integer> leadingStrays,
    ConfidenceCalibration calibration) {

  /** Reductions add in groups of 16; every Whisper width is a multiple of 64. */
  private static final int WIDTH_STEP = 16;

  private static final int MOST = 1 << 20;

  /** Beyond these a curve gives all words one confidence, or one of two. */
  private static final double FLATTEST = 0.001;

  private static final double STEEPEST = 1000;

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
    Fields fields = new Fields(file, "", Json.object(file, json));
    fields.requireText("model_type", "whisper-ctc");
    fields.requireText("activation_function", "gelu");
    ModelConfig config =
        new ModelConfig(
            fields.multiple("d_model", WIDTH_STEP),
            fields.whole("encoder_layers", 1, MOST),
            fields.whole("encoder_attention_heads", 1, MOST),
            fields.multiple("encoder_ffn_dim", WIDTH_STEP),
            fields.whole("num_mel_bins", 1, 256),
            fields.whole("max_source_positions", 1, MOST),
            fields.multiple("ctc_head_size", WIDTH_STEP),
            fields.whole("vocab_size", 2, MOST),
            fields.whole("blank_token_id", 0, MOST),
            CtcUnit.parse(file, fields.text("ctc_unit")),
            fields.number("tail_margin_seconds", 0, 5),
            fields.text("language"),
            fields.wholes("leading_stray_ids", MOST),
            calibration(fields));
    if (config.width % config.heads != 0) {
      throw fields.wrong("encoder_attention_heads", "must divide d_model, " + config.width);
    }
    if (config.blank >= config.classes) {
      throw fields.wrong("blank_token_id", "must be below vocab_size, " + config.classes);
    }
    if (config.leadingStrays.stream().anyMatch(id -> id >= config.classes || id == config.blank)) {
      throw fields.wrong("leading_stray_ids", "must be below vocab_size and not the blank");
    }
    return config;
  }

  private static ConfidenceCalibration calibration(Fields fields) {
    Optional<Fields> curves =
        fields.object("confidence_calibration", "best_path", "language_model");
    return new ConfidenceCalibration(
        curves.flatMap(f -> curve(f, "best_path")),
        curves.flatMap(f -> curve(f, "language_model")));
  }

  private static Optional<LogisticCurve> curve(Fields fields, String name) {
    return fields
        .object(name, "slope", "intercept")
        .map(
            f ->
                new LogisticCurve(
                    f.number("slope", FLATTEST, STEEPEST),
                    f.number("intercept", -STEEPEST, STEEPEST)));
  }

  /**
   * Reads typed fields and names the one at fault.
   *
   * @param place what stands before the name of a field in errors
   */
  private record Fields(Path file, String place, Map<String, Object> values) {
    ModelException wrong(String field, String expected) {
      Object found = values.getOrDefault(field, "nothing");
      return new ModelException(file, "field " + place + field + ": " + found + " " + expected);
    }

    /** An object that may be absent but holds nothing else than {@code known} fields. */
    Optional<Fields> object(String field, String... known) {
      if (!values.containsKey(field)) {
        return Optional.empty();
      }
      if (!(values.get(field) instanceof Map<?, ?> map)) {
        throw wrong(field, "must be an object");
      }
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach((name, value) -> object.put((String) name, value));
      Fields fields = new Fields(file, place + field + ".", object);
      for (String name : object.keySet()) {
        if (!Set.of(known).contains(name)) {
          throw fields.wrong(name, "is not known here; there may be " + String.join(", ", known));
        }
      }
      return Optional.of(fields);
    }

    String text(String field) {
      if (values.get(field) instanceof String text && !text.isBlank()) {
        return text;
      }
      throw wrong(field, "must be a text");
    }

    void requireText(String field, String expected) {
      if (!expected.equals(values.get(field))) {
        throw wrong(field, "must be \"" + expected + "\", the only one supported");
      }
    }

    int whole(String field, int least, int most) {
      if (values.get(field) instanceof Long number && number >= least && number <= most) {
        return number.intValue();
      }
      throw wrong(field, "must be a whole number from " + least + " to " + most);
    }

    /** A list that may be absent. */
    List<Integer> wholes(String field, int most) {
      if (!values.containsKey(field)) {
        return List.of();
      }
      if (!(values.get(field) instanceof List<?> list)
          || !list.stream().allMatch(e -> e instanceof Long n && n >= 0 && n <= most)) {
        throw wrong(field, "must be a list of whole numbers from 0 to " + most);
      }
      return list.stream().map(element -> Math.toIntExact((Long) element)).toList();
    }

    int multiple(String field, int step) {
      int number = whole(field, step, MOST);
      if (number % step != 0) {
        throw wrong(field, "must be a multiple of " + step);
      }
      return number;
    }

    double number(String field, double least, double most) {
      if (values.get(field) instanceof Number number
          && number.doubleValue() >= least
          && number.doubleValue() <= most) {
        return number.doubleValue();
      }
      throw wrong(field, "must be a number from " + least + " to " + most);
    }
  }
}
