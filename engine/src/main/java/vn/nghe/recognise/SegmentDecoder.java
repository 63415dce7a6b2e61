// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import vn.nghe.model.Logits;
import vn.nghe.transcript.Transcript;

/**
 * Decodes segments with one {@link vn.nghe.api.Decoding}. What they share, such as the automaton of
 * hot words, is built once.
 */
@FunctionalInterface
public interface SegmentDecoder {
  /**
   * Decodes one segment. The text is empty where no word is certain enough, as in music and noise.
   *
   * @param logits stray classes at the start are made blanks, in place
   * @param seconds length of the audio
   * @param clock measures search and text
   */
  Transcript decode(Logits logits, double seconds, StageClock clock);
}
