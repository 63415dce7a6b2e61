// SPDX-License-Identifier: Apache-2.0

/**
 * Builds n-gram language models from text. {@link vn.nghe.weights.language.NgramBuilder} is the
 * entry point and calls the steps in order: lines of a file, words, vocabulary, counts, smoothing,
 * pruning. The result is written by {@link vn.nghe.weights.language.NgramWriter} or {@link
 * vn.nghe.weights.language.ArpaWriter}.
 */
package vn.nghe.weights.language;
