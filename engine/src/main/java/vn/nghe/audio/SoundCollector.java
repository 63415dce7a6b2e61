// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.time.Duration;

/**
 * Turns decoded blocks into {@link Audio}'s one channel at 16 kHz as they come: the channels' mean,
 * resampled, collected. What a file claims of its length plays no part; the limit counts the
 * samples that really came out.
 */
final class SoundCollector implements PcmSink {
  /** Below this there is no speech to hear; telephones use 8 kHz. */
  private static final int LOWEST_RATE = 1_000;

  /** Twice the highest rate that converters are sold for. */
  private static final int HIGHEST_RATE = 768_000;

  private static final int MOST_CHANNELS = 64;

  private final long mostSamples;
  private final SampleList samples = new SampleList();
  private int channels;
  private float[] mono = {};
  private SampleSink resampled = this::collect;
  private Runnable finish = () -> {};

  /**
   * Makes ready for one sound.
   *
   * @param longest the longest sound to accept, more than zero
   */
  SoundCollector(Duration longest) {
    // One array has to hold the sound in the end.
    this.mostSamples =
        longest.toSeconds() >= Integer.MAX_VALUE / Audio.SAMPLE_RATE
            ? Integer.MAX_VALUE - 8
            : longest.toNanos() * Audio.SAMPLE_RATE / 1_000_000_000;
  }

  @Override
  public void start(long sampleRate, int channels) {
    if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) {
      throw new AudioException(
          AudioException.Reason.UNSUPPORTED,
          "A sample rate of "
              + sampleRate
              + " Hz is not supported; "
              + LOWEST_RATE
              + " to "
              + HIGHEST_RATE
              + " Hz is");
    }
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw new AudioException(
          AudioException.Reason.UNSUPPORTED,
          channels + " channels are not supported; 1 to " + MOST_CHANNELS + " are");
    }
    this.channels = channels;
    if (sampleRate != Audio.SAMPLE_RATE) {
      Resampler resampler = new Resampler((int) sampleRate, Audio.SAMPLE_RATE, this::collect);
      resampled = resampler;
      finish = resampler::finish;
    }
  }

  @Override
  public void accept(float[] interleaved, int frames) {
    if (channels == 1) {
      resampled.accept(interleaved, frames);
      return;
    }
    if (mono.length < frames) {
      mono = new float[frames];
    }
    for (int frame = 0; frame < frames; frame++) {
      float sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += interleaved[frame * channels + channel];
      }
      mono[frame] = sum / channels;
    }
    resampled.accept(mono, frames);
  }

  /** The whole sound, after the last block. */
  float[] finish() {
    finish.run();
    return samples.toArray();
  }

  private void collect(float[] block, int count) {
    if (samples.length() + count > mostSamples) {
      throw new AudioException(
          AudioException.Reason.TOO_LONG,
          "The sound lasts longer than the limit of "
              + (double) mostSamples / Audio.SAMPLE_RATE
              + " s; send it in parts");
    }
    samples.append(block, count);
  }
}
