// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.nio.file.Path;
import java.time.Duration;

/** Sound as the recogniser hears it: one channel at 16 kHz. Immutable. */
public final class Audio {
  /** Samples per second, the rate Whisper models are trained at. */
  public static final int SAMPLE_RATE = 16_000;

  private static final int BLOCK = 4096;

  private static final Duration LONGEST_IN_MEMORY =
      Duration.ofSeconds(Integer.MAX_VALUE / SAMPLE_RATE);

  private final float[] samples;

  private Audio(float[] samples) {
    this.samples = samples;
  }

  /**
   * Wraps sound that is already one channel at {@value #SAMPLE_RATE} Hz.
   *
   * @param samples amplitudes, full scale at -1 and 1; copied
   * @throws AudioException if an amplitude is infinite or not a number
   */
  public static Audio ofSamples(float[] samples) {
    float[] copy = samples.clone();
    for (int i = 0; i < copy.length; i++) {
      if (!Float.isFinite(copy[i])) {
        throw new AudioException(
            AudioException.Reason.MALFORMED, "Sample " + i + " is " + copy[i] + ", no amplitude");
      }
    }
    return new Audio(copy);
  }

  /**
   * Decodes a whole audio file; the format is recognised by content, not by name. Taken are WAV,
   * AIFF, AU, CAF, FLAC and MP3; AAC-LC, Opus or FLAC in MP4, M4A, 3GP and QuickTime, whole or in
   * fragments; AAC-LC as a bare ADTS stream (of HE-AAC the core); Ogg, WebM and Matroska with Opus,
   * Vorbis or FLAC inside, as browsers record them; all of any sample rate and number of channels.
   *
   * @param file the file to read
   * @param longest the longest sound to accept, more than zero
   * @throws AudioException if it cannot be read, is not audio of a supported format, is damaged,
   *     holds no sound or lasts longer than {@code longest}
   */
  public static Audio decode(Path file, Duration longest) {
    try {
      return PagedFile.read(file, in -> decode(in, longest));
    } catch (AudioException e) {
      throw e.in(file);
    }
  }

  /**
   * Decodes the bytes of a whole audio file; the format is recognised by content.
   *
   * @param encoded the bytes of the file; not modified
   * @param longest the longest sound to accept, more than zero
   * @throws AudioException as {@link #decode(Path, Duration)} does
   */
  public static Audio decode(byte[] encoded, Duration longest) {
    return decode(ByteReader.of(encoded), longest);
  }

  private static Audio decode(ByteReader in, Duration longest) {
    SampleList samples = new SampleList();
    // One array has to hold the sound in the end.
    stream(in, longest.compareTo(LONGEST_IN_MEMORY) < 0 ? longest : LONGEST_IN_MEMORY, samples);
    return new Audio(samples.toArray());
  }

  /**
   * Decodes a whole audio file as {@link #decode(Path, Duration)} does, without ever holding more
   * of it than a block.
   *
   * @param sink takes the sound, one channel at {@value #SAMPLE_RATE} Hz, on the calling thread;
   *     what it throws ends the decoding
   * @return how many samples the sink took, at least 1
   * @throws AudioException as {@link #decode(Path, Duration)} does, when part of the sound may have
   *     reached the sink already
   */
  public static long stream(Path file, Duration longest, SampleSink sink) {
    try {
      return PagedFile.read(file, in -> stream(in, longest, sink));
    } catch (AudioException e) {
      throw e.in(file);
    }
  }

  /**
   * Decodes the bytes of a whole audio file as {@link #stream(Path, Duration, SampleSink)} does.
   */
  public static long stream(byte[] encoded, Duration longest, SampleSink sink) {
    return stream(ByteReader.of(encoded), longest, sink);
  }

  private static long stream(ByteReader in, Duration longest, SampleSink sink) {
    if (!longest.isPositive()) {
      throw new IllegalArgumentException("The longest sound to accept is " + longest);
    }
    SoundStream sound = new SoundStream(longest, sink);
    Format.of(in).decode(in, sound);
    long length = sound.finish();
    if (length == 0) {
      throw new AudioException(AudioException.Reason.EMPTY, "The input holds no sound");
    }
    return length;
  }

  /**
   * Sends the sound to where a decoder would.
   *
   * @return how many samples the sink took
   */
  public long stream(SampleSink sink) {
    sink.expect(samples.length);
    float[] block = new float[BLOCK];
    for (int at = 0; at < samples.length; at += BLOCK) {
      int count = Math.min(BLOCK, samples.length - at);
      copyTo(at, block, 0, count);
      sink.accept(block, count);
    }
    return samples.length;
  }

  /** How many samples there are. */
  public int length() {
    return samples.length;
  }

  /** How long the sound lasts, in seconds. */
  public double seconds() {
    return (double) samples.length / SAMPLE_RATE;
  }

  /**
   * Copies samples out.
   *
   * @param from index of the first sample to copy
   * @param target where they go
   * @param at index in {@code target} of the first copied sample
   * @param count how many to copy
   */
  public void copyTo(int from, float[] target, int at, int count) {
    System.arraycopy(samples, from, target, at, count);
  }
}
