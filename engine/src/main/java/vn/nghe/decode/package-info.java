// SPDX-License-Identifier: Apache-2.0

/**
 * Logits to units (CTC decoding).
 *
 * <p>A pass is cut into {@link vn.nghe.decode.Utterance}s. {@link vn.nghe.decode.GreedyCtc} finds
 * the best path of one, {@link vn.nghe.decode.PrefixBeam} searches with what a {@link
 * vn.nghe.decode.TextScorer} adds for a language model and hot words, {@link
 * vn.nghe.decode.HotWordSearch} decides which hot words were spoken, and {@link
 * vn.nghe.decode.Alignment} finds the frames of the units that were found.
 */
package vn.nghe.decode;
