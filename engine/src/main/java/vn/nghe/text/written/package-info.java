// SPDX-License-Identifier: Apache-2.0
/**
 * From what is said to what one writes: {@code hai mươi mốt} to {@code 21}, {@code ngày ba mươi
 * tháng tư} to {@code ngày 30 tháng 4}.
 *
 * <p>{@link vn.nghe.text.written.WrittenForms} goes over the syllables from left to right and asks
 * every {@code Rule} what it can read from there; the longest reading wins. In prose, {@code
 * Guesses} come before all rules but those that a word in front makes sure, such as {@code số} or
 * {@code tỷ số}: a guess stays in words as a whole. Below the rules stand the number grammars:
 * {@code Digit} → {@code Group} (up to 999) → {@code Cardinal} → {@code Numeral} (sign, decimals
 * and ranges), and {@code Dictation} for what is said digit by digit.
 */
package vn.nghe.text.written;
