// SPDX-License-Identifier: Apache-2.0
package vn.nghe.recognise;

import vn.nghe.transcript.Transcript;

/**
 * Decodes segments with one {@link vn.nghe.api.Decoding}. What they share, such as the automaton of
 * hot words, is built once.
 */
@FunctionalInterface
public interface SegmentDecoder {
  /** Decodes one segment. The text is empty where there is no evidence of speech. */
  Transcript decode(EncodedPass pass);
}
