// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

/**
 * A word of a reference and its time.
 *
 * @param text the word in scored form
 * @param start seconds from the start of the recording
 * @param end seconds from the start of the recording, at least {@code start}
 */
record TimedWord(String text, double start, double end) {}
