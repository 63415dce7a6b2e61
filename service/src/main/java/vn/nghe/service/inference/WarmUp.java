// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.util.Random;
import vn.nghe.audio.Audio;

/**
 * Runs a model on noise before the first client comes. The first multiplications of a cold JVM are
 * interpreted and take half a second each; the compiler needs to see every kernel a few times.
 */
public final class WarmUp {
  /**
   * Clip lengths in seconds: a command, a sentence, a paragraph, so that kernels meet their sizes.
   */
  private static final int[] LENGTHS = {1, 4, 12, 4};

  /** Quiet room noise, as an amplitude. */
  private static final float LOUDNESS = 0.01f;

  private WarmUp() {}

  public static void run(Recogniser recogniser) {
    Random noise = new Random(0);
    for (int seconds : LENGTHS) {
      float[] samples = new float[seconds * Audio.SAMPLE_RATE];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = LOUDNESS * (2 * noise.nextFloat() - 1);
      }
      recogniser.transcribe(Audio.ofSamples(samples));
    }
  }
}
