// SPDX-License-Identifier: Apache-2.0

/**
 * From the bytes of an audio file to one channel at 16 kHz: {@link
 * vn.nghe.audio.input.AudioDecoder} decodes files of every supported format, {@link
 * vn.nghe.audio.input.RawPcm} takes sound without a header.
 *
 * <p>A recording passes through these classes: {@code AudioDecoder} opens the bytes as a {@code
 * ByteReader}; {@code Format} recognises them; the decoder of that format turns them into blocks of
 * samples. Decoders of containers, such as {@code OggDecoder} and {@code MatroskaDecoder}, find the
 * packets of sound and hand them to a {@code PacketDecoder}, whose blocks {@code PacketSink} trims
 * and joins. {@code SoundStream}, the {@code PcmSink} that all decoders fill, mixes the channels
 * down, resamples, limits the length and passes the sound on to a {@link vn.nghe.audio.SampleSink}.
 *
 * <p>Input is untrusted: whatever the bytes are, the outcome is sound or an {@link
 * vn.nghe.audio.AudioException}, in time and memory that grow with the bytes and with the sound
 * that comes out, never with what a header claims: {@code WorkMeter} counts the work, ends it where
 * it is more than both account for, and notices when the thread is interrupted.
 */
package vn.nghe.audio.input;
