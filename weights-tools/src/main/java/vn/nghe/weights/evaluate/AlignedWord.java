// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.util.Optional;

/**
 * A word of a reference and the word that is aligned with it.
 *
 * @param said the reference's word in scored form; empty for an insertion
 * @param heard the hypothesis's word; empty for a deletion
 * @param error the class of the error; absent if the word is right
 */
public record AlignedWord(String said, String heard, Optional<ErrorClass> error) {}
