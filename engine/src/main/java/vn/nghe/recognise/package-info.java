// SPDX-License-Identifier: Apache-2.0

/**
 * Recognition of recordings and live streams: puts the other packages together.
 *
 * <p>{@link vn.nghe.recognise.SpeechModel} runs passes of a loaded model. {@code Transcription}
 * takes the samples of a recording, {@link vn.nghe.recognise.LiveTranscription} those of a stream;
 * both recognise each segment in one pass and put its words into a {@code WordSequence}. {@link
 * vn.nghe.recognise.LogitsDecoder} turns the logits of a pass into a transcript.
 */
package vn.nghe.recognise;
