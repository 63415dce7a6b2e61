// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

import java.util.List;
import vn.nghe.transcript.Word;

/**
 * How far a recording has been recognised. Differs from {@link Progress} by the sound that has been
 * decoded and still waits to be recognised.
 *
 * @param seconds recognised, from the beginning of the recording; never fewer than before
 * @param stableWords the next words that no later sound can change, in the order of the recording;
 *     empty if there are none yet
 */
public record Recognised(double seconds, List<Word> stableWords) {
  public Recognised {
    stableWords = List.copyOf(stableWords);
  }
}
