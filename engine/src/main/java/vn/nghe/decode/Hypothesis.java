// SPDX-License-Identifier: Apache-2.0
package vn.nghe.decode;

/**
 * A sequence of units that may have been spoken, with its score.
 *
 * @param units the classes in their order, blanks left out
 * @param frames for each unit about when it began: the first frame in which the search held it
 * @param acoustic natural logarithm of the probability that the model gives to {@code units}, all
 *     their alignments together
 * @param score {@code acoustic} and what language model, word bonus and hot words add to it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Hypothesis(int[] units, int[] frames, double acoustic, double score) {}
