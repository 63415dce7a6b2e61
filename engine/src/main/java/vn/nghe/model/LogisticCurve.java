// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

/**
 * The share of correct words, from the posteriors of their units: {@code 1 / (1 + exp(-(slope x +
 * intercept)))}, where x is the natural logarithm of the product of its units' posterior
 * probabilities (Platt scaling).
 *
 * @param slope above 0, so that a higher posterior never lowers the confidence
 * @param intercept the log-odds that a word whose units are all certain is right
 */
public record LogisticCurve(double slope, double intercept) {}
