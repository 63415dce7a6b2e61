// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.workload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioDecoder;

/** Five seconds of a read sentence, in several formats and lengths. */
public final class SpeechClip {
  /** The length of the recording, in seconds. */
  public static final int SECONDS = 5;

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private SpeechClip() {}

  /** A FLAC file: 48 kHz, one channel, 16 bits. */
  public static byte[] flac() {
    return resource("speech-5s.flac");
  }

  /** An MP3 file: 48 kHz, one channel, 64 kbit/s. */
  public static byte[] mp3() {
    return resource("speech-5s.mp3");
  }

  /**
   * A WAV file of 16-bit samples. For rates other than the engine's, samples are repeated or
   * dropped: the quality is poor, but the cost of decoding is that of any audio at the rate.
   */
  public static byte[] wav(int sampleRate) {
    float[] samples = samples(SECONDS);
    int count = SECONDS * sampleRate;
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * count).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(US_ASCII)).putInt(36 + 2 * count).put("WAVE".getBytes(US_ASCII));
    wav.put("fmt ".getBytes(US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(sampleRate).putInt(2 * sampleRate);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(US_ASCII)).putInt(2 * count);
    for (int i = 0; i < count; i++) {
      float sample = samples[(int) ((long) i * Audio.SAMPLE_RATE / sampleRate)];
      wav.putShort((short) Math.clamp(Math.round(sample * 32_768f), -32_768, 32_767));
    }
    return wav.array();
  }

  /** The recording, repeated or cut to a length. */
  public static Audio audio(int seconds) {
    return Audio.ofSamples(samples(seconds));
  }

  private static float[] samples(int seconds) {
    Audio recording = AudioDecoder.decode(flac(), LONGEST);
    float[] samples = new float[seconds * Audio.SAMPLE_RATE];
    for (int at = 0; at < samples.length; at += recording.length()) {
      recording.copyTo(0, samples, at, Math.min(recording.length(), samples.length - at));
    }
    return samples;
  }

  private static byte[] resource(String name) {
    try (InputStream in = SpeechClip.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing beside " + SpeechClip.class);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
