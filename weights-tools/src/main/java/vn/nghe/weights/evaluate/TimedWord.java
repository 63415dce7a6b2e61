// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

/**
 * A word that was said, and when.
 *
 * @param text in the form that is scored
 * @param start where it begins, in seconds from the start of the recording
 * @param end where it ends, in seconds, at or after {@code start}
 */
record TimedWord(String text, double start, double end) {}
