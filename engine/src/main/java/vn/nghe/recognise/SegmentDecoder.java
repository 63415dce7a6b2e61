// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import vn.nghe.model.Logits;
import vn.nghe.transcript.Transcript;

/**
 * Decodes segments in one way. What they share, such as the automaton of hot words, is made once.
 */
@FunctionalInterface
public interface SegmentDecoder {
  /**
   * Decodes. Where the model is sure of nothing, as in music and noise, nothing was said.
   *
   * @param logits stray classes at the start are made blanks, in place
   * @param seconds how long the audio behind them lasts
   * @param clock is told when the units are found, and when the words are
   */
  Transcript decode(Logits logits, double seconds, StageClock clock);
}
