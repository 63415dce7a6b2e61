// SPDX-License-Identifier: Apache-2.0

/**
 * Vietnamese speech to text. Start here.
 *
 * <p>{@link vn.nghe.Transcriber} loads a model folder and transcribes recordings:
 *
 * <pre>{@code
 * try (Transcriber transcriber = Transcriber.open(Path.of("models/nghe-base-vi"))) {
 *   Transcript transcript = transcriber.transcribe(Path.of("clip.wav"));
 *   System.out.println(transcript.text());
 * }
 * }</pre>
 *
 * <p>{@link vn.nghe.Transcriber#stream} opens a {@link vn.nghe.StreamingTranscriber} for live
 * speech. The other packages of the API:
 *
 * <ul>
 *   <li>{@link vn.nghe.audio.input}: sources of sound, and decoding without recognition
 *   <li>{@link vn.nghe.api}: options, progress, exceptions
 *   <li>{@link vn.nghe.transcript}: words with times and confidence, cues, subtitle files
 *   <li>{@link vn.nghe.text.written}: numbers, dates and units in figures
 * </ul>
 *
 * <p>On the class path, Java needs {@code --add-modules jdk.incubator.vector}; on the module path,
 * {@code requires vn.nghe.engine} is enough.
 */
package vn.nghe;
