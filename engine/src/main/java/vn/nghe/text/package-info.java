// SPDX-License-Identifier: Apache-2.0

/**
 * Units to words, and the spelling of Vietnamese.
 *
 * <p>A {@link vn.nghe.text.Vocabulary} has the bytes of every unit, {@link
 * vn.nghe.text.WordAssembler} joins units to words with times and confidence, {@link
 * vn.nghe.text.Speller} does the reverse. {@link vn.nghe.text.ToneMarks} and {@link
 * vn.nghe.text.Syllable} know how Vietnamese is spelled.
 */
package vn.nghe.text;
