// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.util.Optional;

/**
 * Maps posteriors to the share of correct words, by {@code confidence_calibration} of a model's
 * configuration. The two ways to find a text pick different words, so each has a curve of its own.
 *
 * @param bestPath for the best path
 * @param languageModel for a search with a language model
 */
public record ConfidenceCalibration(
    Optional<LogisticCurve> bestPath, Optional<LogisticCurve> languageModel) {}
