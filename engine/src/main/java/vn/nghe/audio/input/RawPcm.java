// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import java.time.Duration;
import java.util.Objects;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.SampleSink;
import vn.nghe.audio.pcm.PcmEncoding;
import vn.nghe.audio.pcm.SoundStream;

/**
 * Sound without a header as it comes from a recorder or a telephone: one channel, of samples that
 * have the lower byte first. Where the bytes are cut into blocks means nothing; a sample may be cut
 * in two.
 */
public final class RawPcm {
  private final PcmEncoding encoding;
  private final SoundStream sound;

  /** Bytes of samples, of which the last may be half a sample that waits for its other half. */
  private final byte[] bytes = new byte[1 << 13];

  private final float[] samples;
  private int filled;

  private RawPcm(PcmEncoding encoding, int sampleRate, SampleSink sink) {
    this.encoding = encoding;
    this.samples = new float[bytes.length / encoding.bytesPerSample()];
    this.sound = new SoundStream(Duration.ofSeconds(Long.MAX_VALUE), sink);
    sound.start(sampleRate, 1);
  }

  /**
   * Makes ready for one sound of signed 16-bit samples.
   *
   * @param sampleRate samples per second that come in
   * @param sink takes the sound at {@value Audio#SAMPLE_RATE} Hz
   * @throws AudioException if there is no speech to hear at that rate, or no converter has it
   */
  public RawPcm(int sampleRate, SampleSink sink) {
    this(PcmEncoding.SIGNED_16, sampleRate, sink);
  }

  /** Makes ready for one sound in G.711's A-law, a byte a sample; otherwise as the constructor. */
  public static RawPcm aLaw(int sampleRate, SampleSink sink) {
    return new RawPcm(PcmEncoding.A_LAW, sampleRate, sink);
  }

  /** Makes ready for one sound in G.711's μ-law, a byte a sample; otherwise as the constructor. */
  public static RawPcm muLaw(int sampleRate, SampleSink sink) {
    return new RawPcm(PcmEncoding.MU_LAW, sampleRate, sink);
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
    int size = encoding.bytesPerSample();
    int count = filled / size;
    for (int i = 0; i < count; i++) {
      samples[i] = encoding.decode(bytes, size * i);
    }
    if (filled % size != 0) {
      bytes[0] = bytes[filled - 1];
    }
    filled %= size;
    sound.accept(samples, count);
  }
}
