// SPDX-License-Identifier: Apache-2.0
package vn.nghe.api;

/** The stages of a pass, in their order. */
public enum Stage {
  /** Samples become log-mel features. */
  FEATURES,
  /** Features pass through the encoder. */
  ENCODER,
  /** The encoder's output becomes CTC logits. */
  HEAD,
  /** Logits become units: the best path and, where asked for, the beam search. */
  SEARCH,
  /** Units become words. */
  TEXT
}
