// SPDX-License-Identifier: Apache-2.0

/**
 * Language models made of text. {@link vn.nghe.weights.language.NgramBuilder} leads through it in
 * order: lines of a file, their words, the vocabulary, counts, smoothing, pruning; then {@link
 * vn.nghe.weights.language.NgramWriter} or {@link vn.nghe.weights.language.ArpaWriter}.
 */
package vn.nghe.weights.language;
