// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.time.Duration;
import java.util.Objects;

/**
 * Sound without a header as it comes from a recorder: one channel of signed 16-bit samples, the
 * lower byte first. Where the bytes are cut into blocks means nothing; a sample may be cut in two.
 */
public final class RawPcm {
  private static final int SAMPLE = 2;

  private final SoundStream sound;

  /** Bytes of samples, of which the last may be half a sample that waits for its other half. */
  private final byte[] bytes = new byte[1 << 13];

  private final float[] samples = new float[bytes.length / SAMPLE];
  private int filled;

  /**
   * Makes ready for one sound.
   *
   * @param sampleRate samples per second that come in
   * @param sink takes the sound at {@value Audio#SAMPLE_RATE} Hz
   * @throws AudioException if there is no speech to hear at that rate, or no converter has it
   */
  public RawPcm(int sampleRate, SampleSink sink) {
    this.sound = new SoundStream(Duration.ofSeconds(Long.MAX_VALUE), sink);
    sound.start(sampleRate, 1);
  }

  /**
   * Takes the next bytes.
   *
   * @param count how many of {@code block}, from the front
   */
  public void accept(byte[] block, int count) {
    Objects.checkFromIndexSize(0, count, block.length);
    for (int taken = 0; taken < count; ) {
      int fitting = Math.min(count - taken, bytes.length - filled);
      System.arraycopy(block, taken, bytes, filled, fitting);
      taken += fitting;
      filled += fitting;
      decode();
    }
  }

  /** Ends the sound. Half a sample that is left is none. */
  public void finish() {
    sound.finish();
  }

  private void decode() {
    int count = filled / SAMPLE;
    for (int i = 0; i < count; i++) {
      samples[i] = PcmEncoding.SIGNED_16.decode(bytes, SAMPLE * i);
    }
    if (filled % SAMPLE != 0) {
      bytes[0] = bytes[filled - 1];
    }
    filled %= SAMPLE;
    sound.accept(samples, count);
  }
}
