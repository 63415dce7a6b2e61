// SPDX-License-Identifier: Apache-2.0

/**
 * Compares the error rates of two models on the same clips, with their statistical significance.
 * {@link vn.nghe.weights.compare.Comparison} is the entry point.
 */
package vn.nghe.weights.compare;
