// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.language;

import java.util.List;
import vn.nghe.language.Ngrams;

/**
 * An estimated model.
 *
 * @param ngrams all n-grams of the text
 * @param shares for each length but the longest, how often each n-gram precedes a word, as a share
 *     of all words
 */
record Estimate(Ngrams ngrams, List<double[]> shares) {}
