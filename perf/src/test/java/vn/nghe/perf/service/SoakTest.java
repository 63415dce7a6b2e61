// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.perf.workload.SpeechClip;

final class SoakTest {
  @Test
  void theRecordingIsTheClipRepeated() {
    byte[] clip = SpeechClip.wav(Audio.SAMPLE_RATE);
    int seconds = 2 * SpeechClip.SECONDS + 1;
    Audio recording = AudioDecoder.decode(Soak.repeated(clip, seconds), Duration.ofMinutes(1));
    assertEquals(seconds * Audio.SAMPLE_RATE, recording.length());
    float[] second = new float[SpeechClip.SECONDS * Audio.SAMPLE_RATE];
    recording.copyTo(second.length, second, 0, second.length);
    float[] original = new float[second.length];
    AudioDecoder.decode(clip, Duration.ofMinutes(1)).copyTo(0, original, 0, original.length);
    assertArrayEquals(original, second);
  }
}
