// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** How far two decoders agree. */
final class Snr {
  private Snr() {}

  /**
   * Power of the reference over that of the difference, in decibels, in the band that the engine
   * hears: both are mixed down and resampled to 16 kHz first.
   *
   * @param reference as many samples, of as many channels or fewer
   */
  static double at16Kilohertz(Decoded decoded, float[] reference) {
    int frames = decoded.samples().length / decoded.channels();
    assertEquals(0, reference.length % frames);
    float[] expected = heard(decoded.sampleRate(), reference.length / frames, reference);
    float[] actual = heard(decoded.sampleRate(), decoded.channels(), decoded.samples());
    double signal = 0;
    double noise = 0;
    for (int i = 0; i < expected.length; i++) {
      signal += expected[i] * expected[i];
      noise += Math.pow(actual[i] - expected[i], 2);
    }
    return 10 * Math.log10(signal / noise);
  }

  private static float[] heard(long sampleRate, int channels, float[] samples) {
    SampleList heard = new SampleList();
    SoundStream stream = new SoundStream(Faults.LIMIT, heard);
    stream.start(sampleRate, channels);
    stream.accept(samples, samples.length / channels);
    stream.finish();
    return heard.toArray();
  }
}
