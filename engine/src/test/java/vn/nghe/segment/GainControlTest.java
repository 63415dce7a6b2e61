// SPDX-License-Identifier: Apache-2.0
package vn.nghe.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.TestFiles;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioDecoder;

class GainControlTest {
  private static final int SECOND = Audio.SAMPLE_RATE;

  /** Beside a change of level, the gain goes from one value to the other within two frames. */
  private static final int EDGE = 2 * GainControlTest.SECOND / 50;

  @Test
  void aClipOfOneSpeakerStaysAsItIs() {
    for (String name : TestFiles.CLIPS) {
      Audio clip = clip(name);
      assertSame(clip, GainControl.apply(clip), name);
    }
  }

  @Test
  void silenceStaysAsItIs() {
    Audio silence = Audio.ofSamples(new float[3 * SECOND]);
    assertSame(silence, GainControl.apply(silence));
    Audio nothing = Audio.ofSamples(new float[0]);
    assertSame(nothing, GainControl.apply(nothing));
  }

  /** Samples that are scaled come out with the same gain for all of them. */
  @ParameterizedTest
  @ValueSource(floats = {1e-3f, 3e-4f, 32768f})
  void aSegmentThatIsQuietOrOverdrivenAsAWholeGetsOneGain(float scale) {
    float[] original = samples(clip(TestFiles.CLIPS.get(0)));
    float[] evened = samples(GainControl.apply(Audio.ofSamples(scaled(original, scale))));
    double gain = rms(evened, 0, evened.length) / rms(original, 0, original.length);
    for (int i = 0; i < original.length; i++) {
      // A float has 24 bits, and the gain itself is rounded to as many.
      assertEquals(original[i] * gain, evened[i], 4e-7 * Math.abs(original[i] * gain) + 1e-12);
    }
  }

  @Test
  void theQuieterOfTwoSpeakersIsRaisedAndTheLouderIsNot() {
    float[] loud = samples(clip(TestFiles.CLIPS.get(1)));
    float[] quiet = scaled(samples(clip(TestFiles.CLIPS.get(2))), 0.03f);
    float[] turns = Arrays.copyOf(loud, loud.length + quiet.length);
    System.arraycopy(quiet, 0, turns, loud.length, quiet.length);
    float[] evened = samples(GainControl.apply(Audio.ofSamples(turns)));
    int speech = 90 * SECOND / 50;
    assertArrayEquals(
        Arrays.copyOfRange(loud, speech, loud.length / 2),
        Arrays.copyOfRange(evened, speech, loud.length / 2));
    int from = loud.length + 2 * SECOND + EDGE;
    double gain = rms(evened, from, from + SECOND) / rms(turns, from, from + SECOND);
    double decibels = 20 * Math.log10(gain);
    // The first clip reaches -10 dB. The upper quartile of the second, of its frames that are at
    // most
    // 45 dB below that, lies at -20 dB by itself and at -50 dB here. It is raised to -20 dB.
    assertEquals(30, decibels, 1);
    for (int i = from; i < from + SECOND; i++) {
      assertEquals(turns[i] * gain, evened[i], 4e-7 * Math.abs(turns[i] * gain) + 1e-12);
    }
  }

  private static Audio clip(String name) {
    return AudioDecoder.decode(TestFiles.clip(name), Duration.ofMinutes(1));
  }

  private static float[] samples(Audio audio) {
    float[] samples = new float[audio.length()];
    audio.copyTo(0, samples, 0, samples.length);
    return samples;
  }

  private static float[] scaled(float[] samples, float scale) {
    float[] scaled = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      scaled[i] = samples[i] * scale;
    }
    return scaled;
  }

  private static double rms(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return Math.sqrt(sum / (to - from));
  }
}
