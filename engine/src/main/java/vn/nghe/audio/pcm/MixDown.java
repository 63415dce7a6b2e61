// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import vn.nghe.audio.Audio;
import vn.nghe.audio.SampleSink;
import vn.nghe.audio.resample.Resampler;

/** Makes one channel at {@link Audio#SAMPLE_RATE} of blocks of one format. */
final class MixDown {
  private static final int SILENT_BLOCK = 4096;

  private final long sampleRate;
  private final int channels;
  private final Resampling resampling;
  private final StereoMix stereo;
  private final long workToBegin;
  private final long workPerSample;
  private float[] mono = {};

  /** What follows the mix: nothing where the rate is right already. */
  private interface Resampling extends SampleSink {
    void acceptSilence(long count);

    void finish();
  }

  /**
   * Makes ready for one stream.
   *
   * @param sampleRate samples per second and channel
   * @param channels how many are interleaved
   * @param onOpposite runs where a part begins whose two channels cancel each other
   * @param output takes the sound
   */
  MixDown(long sampleRate, int channels, Runnable onOpposite, SampleSink output) {
    this.sampleRate = sampleRate;
    this.channels = channels;
    if (sampleRate == Audio.SAMPLE_RATE) {
      this.resampling = unchanged(output);
      this.workToBegin = 0;
      this.workPerSample = 1;
    } else {
      Resampler resampler = new Resampler((int) sampleRate, Audio.SAMPLE_RATE, output);
      this.resampling = through(resampler);
      this.workToBegin = resampler.workToDesign();
      this.workPerSample = resampler.workPerSample();
    }
    this.stereo = new StereoMix(sampleRate, onOpposite, resampling);
  }

  /** Samples per second and channel that come in. */
  long sampleRate() {
    return sampleRate;
  }

  /** How many channels come in. */
  int channels() {
    return channels;
  }

  /** Units of {@link vn.nghe.audio.io.Work} that making this took. */
  long workToBegin() {
    return workToBegin;
  }

  /** Units of {@link vn.nghe.audio.io.Work} for each sample that goes out. */
  long workPerSample() {
    return workPerSample;
  }

  /** Whether this takes blocks of such a format. */
  boolean takes(long sampleRate, int channels) {
    return sampleRate == this.sampleRate && channels == this.channels;
  }

  void accept(float[] interleaved, int frames) {
    switch (channels) {
      case 1 -> resampling.accept(interleaved, frames);
      case 2 -> stereo.accept(interleaved, frames);
      default -> resampling.accept(mean(interleaved, frames), frames);
    }
  }

  void acceptSilence(long frames) {
    stereo.flush();
    resampling.acceptSilence(frames);
  }

  /** Hands on what is left, after the last block. */
  void finish() {
    stereo.flush();
    resampling.finish();
  }

  private float[] mean(float[] interleaved, int frames) {
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
    return mono;
  }

  private static Resampling unchanged(SampleSink output) {
    return new Resampling() {
      @Override
      public void accept(float[] samples, int count) {
        output.accept(samples, count);
      }

      @Override
      public void acceptSilence(long count) {
        float[] silence = new float[SILENT_BLOCK];
        for (long left = count; left > 0; left -= SILENT_BLOCK) {
          output.accept(silence, (int) Math.min(SILENT_BLOCK, left));
        }
      }

      @Override
      public void finish() {}
    };
  }

  private static Resampling through(Resampler resampler) {
    return new Resampling() {
      @Override
      public void accept(float[] samples, int count) {
        resampler.accept(samples, count);
      }

      @Override
      public void acceptSilence(long count) {
        resampler.acceptSilence(count);
      }

      @Override
      public void finish() {
        resampler.finish();
      }
    };
  }
}
