// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.nio.file.Path;
import java.time.Duration;

/** Sound as the recogniser hears it: one channel at 16 kHz. Immutable. */
public final class Audio {
  /** Samples per second, the rate Whisper models are trained at. */
  public static final int SAMPLE_RATE = 16_000;

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
   * AIFF, AU, CAF, FLAC and MP3; AAC-LC in MP4, M4A, 3GP and QuickTime, whole or in fragments, and
   * as a bare ADTS stream (of HE-AAC the core); Ogg, WebM and Matroska with Opus, Vorbis or FLAC
   * inside, as browsers record them; all of any sample rate and number of channels.
   *
   * @param file the file to read
   * @param longest the longest sound to accept, more than zero
   * @throws AudioException if it cannot be read, is not audio of a supported format, is damaged,
   *     holds no sound or lasts longer than {@code longest}
   */
  public static Audio decode(Path file, Duration longest) {
    try {
      return MappedFile.read(file, bytes -> decode(new ByteReader(bytes), longest));
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
    if (!longest.isPositive()) {
      throw new IllegalArgumentException("The longest sound to accept is " + longest);
    }
    SoundCollector collector = new SoundCollector(longest);
    Format.of(in).decode(in, collector);
    float[] samples = collector.finish();
    if (samples.length == 0) {
      throw new AudioException(AudioException.Reason.EMPTY, "The input holds no sound");
    }
    return new Audio(samples);
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
