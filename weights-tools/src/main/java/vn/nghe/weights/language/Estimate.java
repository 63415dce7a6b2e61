// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.List;
import vn.nghe.language.Ngrams;

/**
 * A model as estimated.
 *
 * @param ngrams all n-grams seen
 * @param shares for each length but the longest, how often each n-gram stands before a word, as a
 *     share of all words
 */
record Estimate(Ngrams ngrams, List<double[]> shares) {}
