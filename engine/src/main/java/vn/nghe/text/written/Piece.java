// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

/**
 * One word of written text and the syllables it stands for.
 *
 * @param text not empty, without white space
 * @param from index of the first syllable
 * @param end index after the last syllable, greater than {@code from}
 */
record Piece(String text, int from, int end) {}
