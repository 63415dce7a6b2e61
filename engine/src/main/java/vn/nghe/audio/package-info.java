// SPDX-License-Identifier: Apache-2.0

/**
 * The types of audio input: {@link vn.nghe.audio.Audio} is sound as the recogniser hears it, one
 * channel at 16 kHz; {@link vn.nghe.audio.SampleSink} takes such sound block by block; {@link
 * vn.nghe.audio.AudioException} says why input could not be turned into sound. {@link
 * vn.nghe.audio.input.AudioDecoder} decodes files.
 *
 * <p>The packages inside this one build on each other in this order: {@code io} reads bytes and
 * bits, {@code resample} and {@code pcm} handle uncompressed sound, {@code packet} joins codecs to
 * containers, there is a package for each format, and {@code input} knows all formats. Only this
 * package and {@code input} are for users of the library.
 */
package vn.nghe.audio;
