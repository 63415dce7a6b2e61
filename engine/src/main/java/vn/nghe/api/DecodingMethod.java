// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

/** How the output of the encoder becomes text. A model has the methods that its parts allow. */
public enum DecodingMethod {
  /** The CTC head alone: fast, and the only one whose effort depends on the sound alone. */
  CTC,
  /** The decoder alone, as Whisper is published: it writes one token after the other. */
  ATTENTION,
  /** The best texts of the CTC head, from which the decoder chooses. */
  RESCORE
}
