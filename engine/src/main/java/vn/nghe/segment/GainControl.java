// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import vn.nghe.audio.Audio;
import vn.nghe.features.Frames;

/**
 * Raises the quiet passages of a segment, and brings a segment that is quiet or overdriven as a
 * whole to the level that the model was trained at.
 *
 * <p>Two parties of a call on one channel may be 30 dB apart. Whisper's log-mel is not invariant to
 * level: it subtracts one maximum from all of a pass. A passage is raised if it lies {@value
 * #QUIET} dB below the loudest one for long enough to hold words, and above the noise floor. One
 * gain applies to all of it, so that its own dynamics stay.
 *
 * <p>The level that is compared is the morphological closing of the level in dB over {@value
 * #BRIDGE} frames: gaps between words and soft syllables count as what surrounds them, while the
 * edges of longer passages stay where they are.
 */
public final class GainControl {
  /** Samples in a frame: 20 ms. */
  private static final int FRAME = Frames.SAMPLES;

  /** Frames on either side over which the power is averaged, as {@link PauseDetector} does. */
  private static final int SMOOTHING = 3;

  /** 0.6 s: gaps between words are shorter, pauses between two speakers seldom. */
  private static final int BRIDGE = 30;

  /**
   * The ends of sentences of one speaker lie up to 15 dB below their loudest part. At 20 dB and
   * with {@link #LEAST_SOUND} frames, the gain changes 4 of 179 clips of one speaker each.
   */
  private static final double QUIET = 20;

  /** How far below the loudest passage a raised one comes to lie, in dB. */
  private static final double RAISED = 10;

  /** dB above the noise floor from which a frame is more than noise. */
  private static final double ABOVE_FLOOR = 10;

  /** Frames above the noise floor that a passage needs: 0.8 s, as two or three words have. */
  private static final int LEAST_SOUND = 40;

  /** The noise floor is never raised above this many dB below the loudest passage. */
  private static final double FLOOR_DISTANCE = 20;

  /** The share of frames that are at or below the noise floor: one in 20. */
  private static final int FLOOR_SHARE = 20;

  /** dB of full scale below which a segment is quiet as a whole. No clip of 179 is below. */
  private static final double QUIET_SEGMENT = -40;

  /** dB of full scale that no sound of integer samples exceeds. */
  private static final double FULL_SCALE = 0;

  /** What the loudest passage of a quiet or overdriven segment is brought to. */
  private static final double USUAL = -20;

  /** dB of full scale below which there is nothing but rounding errors of 24-bit samples. */
  private static final double NOTHING = -130;

  /** Keeps the logarithm of nothing finite. */
  private static final double LEAST_POWER = 1e-20;

  private GainControl() {}

  /**
   * Evens the level of a segment out.
   *
   * @return the same object where there is nothing to do
   */
  public static Audio apply(Audio sound) {
    int frames = (sound.length() + FRAME - 1) / FRAME;
    if (frames == 0) {
      return sound;
    }
    float[] samples = new float[sound.length()];
    sound.copyTo(0, samples, 0, samples.length);
    double[] levels = levels(samples, frames);
    double[] passages = closing(levels);
    double loudest = Arrays.stream(passages).max().orElseThrow();
    if (loudest < NOTHING) {
      return sound;
    }
    double[] gains = new double[frames];
    if (loudest < QUIET_SEGMENT || loudest > FULL_SCALE) {
      Arrays.fill(gains, USUAL - loudest);
    }
    raisePassages(levels, passages, loudest, gains);
    if (Arrays.stream(gains).allMatch(gain -> gain == 0)) {
      return sound;
    }
    amplify(samples, gains);
    return Audio.ofSamples(samples);
  }

  /** The power of each frame and its neighbours, in dB of full scale. */
  private static double[] levels(float[] samples, int frames) {
    double[] powers = new double[frames];
    for (int i = 0; i < samples.length; i++) {
      powers[i / FRAME] += (double) samples[i] * samples[i] / FRAME;
    }
    double[] levels = new double[frames];
    for (int i = 0; i < frames; i++) {
      int first = Math.max(0, i - SMOOTHING);
      int end = Math.min(frames, i + SMOOTHING + 1);
      double mean = Arrays.stream(powers, first, end).average().orElseThrow();
      levels[i] = 10 * Math.log10(mean + LEAST_POWER);
    }
    return levels;
  }

  /** Dilation, then erosion: dips narrower than the bridge are filled. */
  private static double[] closing(double[] levels) {
    double[] dilated = new double[levels.length];
    Arrays.setAll(dilated, i -> around(levels, i).max().orElseThrow());
    double[] closed = new double[levels.length];
    Arrays.setAll(closed, i -> around(dilated, i).min().orElseThrow());
    return closed;
  }

  private static DoubleStream around(double[] values, int at) {
    int reach = BRIDGE / 2;
    return Arrays.stream(values, Math.max(0, at - reach), Math.min(values.length, at + reach + 1));
  }

  private static void raisePassages(
      double[] levels, double[] passages, double loudest, double[] gains) {
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    double floor =
        Math.max(sorted[sorted.length / FLOOR_SHARE], loudest - PauseDetector.MOST_RANGE);
    double most = loudest - FLOOR_DISTANCE - floor;
    for (int first = 0; first < passages.length; first++) {
      int end = first;
      while (end < passages.length && passages[end] < loudest - QUIET) {
        end++;
      }
      double[] sound =
          Arrays.stream(levels, first, end)
              .filter(level -> level > floor + ABOVE_FLOOR)
              .sorted()
              .toArray();
      if (sound.length >= LEAST_SOUND) {
        // Not the greatest, which belongs to the end of what was said louder.
        double level = sound[sound.length * 3 / 4];
        double gain = Math.clamp(loudest - RAISED - level, 0, Math.max(0, most));
        for (int i = first; i < end; i++) {
          gains[i] += gain;
        }
      }
      first = end;
    }
  }

  /** Multiplies samples; between the middles of frames the gain in dB goes along a line. */
  private static void amplify(float[] samples, double[] gains) {
    double gain = 0;
    float factor = 1;
    for (int i = 0; i < samples.length; i++) {
      double at = Math.clamp((i + 0.5) / FRAME - 0.5, 0, gains.length - 1.0);
      int left = (int) at;
      int right = Math.min(gains.length - 1, left + 1);
      double next = gains[left] + (at - left) * (gains[right] - gains[left]);
      // Almost all samples have the gain of the one before.
      if (next != gain) {
        gain = next;
        factor = (float) Math.pow(10, gain / 20);
      }
      samples[i] *= factor;
    }
  }
}
