// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.List;
import java.util.Optional;

/**
 * The sizes and classes of a CTC head.
 *
 * @param headWidth {@code ctc_head_size}: values inside the CTC head
 * @param classes {@code vocab_size}: CTC classes, blank included
 * @param blank {@code blank_token_id}
 * @param unit {@code ctc_unit}: what a class writes
 * @param leadingStrays {@code leading_stray_ids}: stray classes at the start of a pass, which
 *     labels with such classes have taught; may be absent
 * @param calibration {@code confidence_calibration}; may be absent, as may each of its parts
 */
public record CtcConfig(
    int headWidth,
    int classes,
    int blank,
    CtcUnit unit,
    List<Integer> leadingStrays,
    ConfidenceCalibration calibration) {
  /** Beyond these a curve gives all words one confidence, or one of two. */
  private static final double FLATTEST = 0.001;

  private static final double STEEPEST = 1000;

  public CtcConfig {
    leadingStrays = List.copyOf(leadingStrays);
  }

  static CtcConfig parse(ConfigFields fields) {
    CtcConfig config =
        new CtcConfig(
            fields.multiple("ctc_head_size", ModelConfig.WIDTH_STEP),
            fields.whole("vocab_size", 2, ConfigFields.MOST),
            fields.whole("blank_token_id", 0, ConfigFields.MOST),
            CtcUnit.parse(fields.file(), fields.text("ctc_unit")),
            fields.wholes("leading_stray_ids", ConfigFields.MOST),
            calibration(fields));
    if (config.blank >= config.classes) {
      throw fields.wrong("blank_token_id", "must be below vocab_size, " + config.classes);
    }
    if (config.leadingStrays.stream().anyMatch(id -> id >= config.classes || id == config.blank)) {
      throw fields.wrong("leading_stray_ids", "must be below vocab_size and not the blank");
    }
    return config;
  }

  private static ConfidenceCalibration calibration(ConfigFields fields) {
    Optional<ConfigFields> curves =
        fields.object("confidence_calibration", "best_path", "language_model");
    return new ConfidenceCalibration(
        curves.flatMap(f -> curve(f, "best_path")),
        curves.flatMap(f -> curve(f, "language_model")));
  }

  private static Optional<LogisticCurve> curve(ConfigFields fields, String name) {
    return fields
        .object(name, "slope", "intercept")
        .map(
            f ->
                new LogisticCurve(
                    f.number("slope", FLATTEST, STEEPEST),
                    f.number("intercept", -STEEPEST, STEEPEST)));
  }
}
