// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import java.time.Duration;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.SampleSink;
import vn.nghe.audio.resample.Resampler;

/**
 * Turns decoded blocks into one channel at {@link Audio#SAMPLE_RATE} as they come: the channels'
 * mean, resampled, handed on. What a file claims of its length plays no part in the limit, which
 * counts the samples that really came out.
 */
public final class SoundStream implements PcmSink {
  /** Below this there is no speech to hear; telephones use 8 kHz. */
  private static final int LOWEST_RATE = 1_000;

  /** Twice the highest rate that converters are sold for. */
  private static final int HIGHEST_RATE = 768_000;

  private static final int MOST_CHANNELS = 64;

  private final long mostSamples;
  private final SampleSink output;
  private long length;
  private long sampleRate;
  private int channels;
  private float[] mono = {};
  private SampleSink resampled = this::handOn;
  private Runnable finish = () -> {};

  /**
   * Makes ready for one sound.
   *
   * @param longest the longest sound to accept, more than zero
   * @param output takes the sound
   */
  public SoundStream(Duration longest, SampleSink output) {
    this.mostSamples =
        longest.toSeconds() >= Long.MAX_VALUE / Audio.SAMPLE_RATE
            ? Long.MAX_VALUE
            : longest.toSeconds() * Audio.SAMPLE_RATE
                + (long) longest.toNanosPart() * Audio.SAMPLE_RATE / 1_000_000_000;
    this.output = output;
  }

  @Override
  public void start(long sampleRate, int channels) {
    requireTaken(sampleRate, channels);
    this.sampleRate = sampleRate;
    this.channels = channels;
    if (sampleRate != Audio.SAMPLE_RATE) {
      Resampler resampler = new Resampler((int) sampleRate, Audio.SAMPLE_RATE, this::handOn);
      resampled = resampler;
      finish = resampler::finish;
    }
  }

  /**
   * Makes sure that the engine takes such sound.
   *
   * @param sampleRate samples per second and channel
   * @param channels how many channels
   * @throws AudioException if it does not
   */
  public static void requireTaken(long sampleRate, int channels) {
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
  }

  @Override
  public void expect(long frames) {
    output.expect(Math.round((double) frames * Audio.SAMPLE_RATE / sampleRate));
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

  /**
   * Hands on what is left, after the last block.
   *
   * @return how many samples were handed on in all
   */
  public long finish() {
    finish.run();
    return length;
  }

  private void handOn(float[] block, int count) {
    length += count;
    if (length > mostSamples) {
      throw new AudioException(
          AudioException.Reason.TOO_LONG,
          "The sound lasts longer than the limit of "
              + (double) mostSamples / Audio.SAMPLE_RATE
              + " s; send it in parts");
    }
    output.accept(block, count);
  }
}
