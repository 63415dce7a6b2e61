// SPDX-License-Identifier: Apache-2.0

/**
 * From the bytes of an audio file to one channel at 16 kHz.
 *
 * <p>In the order in which a clip passes through: {@link vn.nghe.audio.Audio} opens the bytes as a
 * {@code ByteReader}; {@code Format} recognises them; the decoder of that format turns them into
 * blocks of samples, where {@code OggDecoder} and {@code MatroskaDecoder} only find the packets of
 * sound and hand them to a {@code PacketDecoder}, one of {@code OpusDecoder}, {@code VorbisDecoder}
 * and {@code FlacPackets}, whose blocks {@code PacketSink} trims and joins; {@code SoundStream},
 * the {@code PcmSink} that all of them fill, mixes the channels down, passes them through the
 * {@code Resampler}, watches the length and hands the sound on to a {@link
 * vn.nghe.audio.SampleSink}.
 *
 * <p>Input is hostile until proved otherwise: whatever the bytes are, the outcome is sound or an
 * {@link vn.nghe.audio.AudioException}, in time and memory that grow with the bytes and with the
 * caller's limit on the sound, never with what a header claims.
 */
package vn.nghe.audio;
