// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

/** How the output of the encoder becomes text. A model has the methods that its parts allow. */
public enum DecodingMethod {
  /** The CTC head alone: fast, and the only one whose effort depends on the sound alone. */
  CTC,
  /** The decoder alone, as Whisper is published: it writes one token after the other. */
  ATTENTION,
  /** The best texts of the CTC head, from which the decoder chooses. */
  RESCORE,
  /**
   * One search by both: the decoder proposes, and the score of a text is that of the CTC head and
   * the language model plus the weighted one of the decoder. For heads of letters and tone marks.
   */
  JOINT
}
