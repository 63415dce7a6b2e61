// SPDX-License-Identifier: Apache-2.0

/**
 * Measures a model on recordings with known text: error rates, word times, confidences, hot words,
 * live and joined recordings. {@link vn.nghe.weights.evaluate.Evaluation} is the entry point.
 */
package vn.nghe.weights.evaluate;
