// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text.written;

import java.util.Optional;

/** One way of reading syllables, such as dates. */
interface Rule {
  /**
   * Reads as much as it can.
   *
   * @param said one phrase
   * @param from where to begin; what is before it may be looked at, but is not part of the match
   */
  Optional<Match> match(Syllables said, int from);
}
