// SPDX-License-Identifier: Apache-2.0

/**
 * Texts from Whisper's decoder, token by token.
 *
 * <p>A {@link vn.nghe.generate.PromptedSegment} has heard a segment and begun with the prompt.
 * {@link vn.nghe.generate.GreedySearch} and {@link vn.nghe.generate.BeamSearch} continue it to a
 * {@link vn.nghe.generate.Generation}, {@link vn.nghe.generate.TextScores} scores known texts, and
 * {@link vn.nghe.generate.TokenTimes} finds when tokens were said.
 */
package vn.nghe.generate;
