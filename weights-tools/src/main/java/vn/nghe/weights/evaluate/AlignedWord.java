// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.Optional;

/**
 * A word of a reference and the one that the alignment puts beside it.
 *
 * @param said in the form that is scored; empty where a word was inserted
 * @param heard the same; empty where a word is missing
 * @param error what is wrong with it; absent if nothing is
 */
public record AlignedWord(String said, String heard, Optional<ErrorClass> error) {}
