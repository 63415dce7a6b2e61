// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.util.List;
import java.util.function.Consumer;

/** Sound as the recogniser hears it: one channel at 16 kHz. Immutable. */
public final class Audio {
  /** Samples per second, the rate Whisper models are trained at. */
  public static final int SAMPLE_RATE = 16_000;

  private static final int BLOCK = 4096;

  private final float[] samples;
  private final List<AudioWarning> warnings;

  private Audio(float[] samples, List<AudioWarning> warnings) {
    this.samples = samples;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Wraps sound that is already one channel at {@value #SAMPLE_RATE} Hz.
   *
   * @param samples amplitudes, full scale at -1 and 1; copied
   * @throws AudioException if an amplitude is infinite or not a number
   */
  public static Audio ofSamples(float[] samples) {
    float[] copy = samples.clone();
    requireAmplitudes(copy, copy.length);
    return new Audio(copy, List.of());
  }

  /**
   * Collects sound that comes block by block.
   *
   * @param source puts one channel at {@value #SAMPLE_RATE} Hz into the sink that it is given,
   *     before it returns
   * @throws AudioException if an amplitude is infinite or not a number
   */
  public static Audio collect(Consumer<SampleSink> source) {
    SampleList samples = new SampleList();
    source.accept(
        (block, count) -> {
          requireAmplitudes(block, count);
          samples.accept(block, count);
        });
    return new Audio(samples.toArray(), List.of());
  }

  /**
   * The same sound, with what was wrong with the recording that it comes from.
   *
   * @param warnings at most one of each kind
   */
  public Audio withWarnings(List<AudioWarning> warnings) {
    return new Audio(samples, warnings);
  }

  /** What was wrong with the recording that the sound comes from; empty if nothing was. */
  public List<AudioWarning> warnings() {
    return warnings;
  }

  private static void requireAmplitudes(float[] samples, int count) {
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new AudioException(
            AudioException.Reason.MALFORMED,
            "Sample " + i + " is " + samples[i] + ", no amplitude");
      }
    }
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
