// SPDX-License-Identifier: Apache-2.0
/**
 * From what is said to what one writes: {@code hai mươi mốt} to {@code 21}, {@code ngày ba mươi
 * tháng tư} to {@code ngày 30 tháng 4}.
 *
 * <p>{@link vn.nghe.text.written.WrittenForms} goes over the syllables from left to right and asks
 * every {@code Rule} what it can read from there; the longest reading wins. Below the rules stand
 * the number grammars: {@code Digit} → {@code Group} (up to 999) → {@code Cardinal} → {@code
 * Numeral} (sign and decimals).
 */
package vn.nghe.text.written;
