// SPDX-License-Identifier: Apache-2.0
package vn.nghe.transcript;

import java.util.Objects;

/**
 * A text that may have been said.
 *
 * @param text in NFC, words joined by single spaces
 * @param score natural logarithm of what acoustics, language model and bonuses make of it together;
 *     comparable only among the alternatives of one transcript
 */
public record Alternative(String text, double score) {
  public Alternative {
    Objects.requireNonNull(text, "text");
  }
}
