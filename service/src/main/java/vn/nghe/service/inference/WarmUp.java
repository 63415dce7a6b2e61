// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.util.Random;
import vn.nghe.Decoding;
import vn.nghe.audio.Audio;

/**
 * Runs a model on noise before the first client comes, so that the compiler has seen what is on a
 * clip's way.
 */
public final class WarmUp {
  /**
   * Clip lengths in seconds. The kernels are warm when a model is open; what is left are the
   * methods around them, which have met all they need after some sentences.
   */
  private static final int[] LENGTHS = {2, 4, 4};

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
      recogniser.transcribe(Audio.ofSamples(samples), Decoding.DEFAULT);
    }
  }
}
