// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.conformance;

import java.util.Arrays;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.input.Decoded;
import vn.nghe.audio.pcm.PcmSink;

/**
 * The mean of the channels at the rate of the file: decoders differ in the order of channels.
 *
 * @param sampleRate samples per second, of the first part if the rate changes
 * @param changes whether the rate or the number of channels changes
 * @param warned whether the decoder found a fault
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two as a whole.
public record Sound(long sampleRate, float[] samples, boolean changes, boolean warned) {

  /**
   * Decodes a file with the engine.
   *
   * @throws AudioException if the engine refuses it
   */
  public static Sound of(byte[] file) {
    Mean mean = new Mean();
    Decoded.into(mean, file);
    return new Sound(
        mean.firstRate, Arrays.copyOf(mean.samples, mean.length), mean.changes, mean.warned);
  }

  double seconds() {
    return (double) samples.length / sampleRate;
  }

  private static final class Mean implements PcmSink {
    private long firstRate;
    private int channels;
    private boolean changes;
    private boolean warned;
    private float[] samples = new float[1 << 16];
    private int length;

    @Override
    public void start(long sampleRate, int channels) {
      changes |= firstRate != 0 && (firstRate != sampleRate || this.channels != channels);
      firstRate = firstRate == 0 ? sampleRate : firstRate;
      this.channels = channels;
    }

    @Override
    public void accept(float[] interleaved, int frames) {
      if (length + frames > samples.length) {
        samples = Arrays.copyOf(samples, 2 * (length + frames));
      }
      for (int frame = 0; frame < frames; frame++) {
        double sum = 0;
        for (int channel = 0; channel < channels; channel++) {
          sum += interleaved[frame * channels + channel];
        }
        samples[length++] = (float) (sum / channels);
      }
    }

    @Override
    public void pause(long frames) {
      accept(new float[Math.toIntExact(frames * channels)], (int) frames);
    }

    @Override
    public void lose(long frames, String message, long at) {
      warned = true;
      pause(frames);
    }

    @Override
    public void warn(AudioWarning.Kind kind, String message, long at) {
      warned = true;
    }
  }
}
