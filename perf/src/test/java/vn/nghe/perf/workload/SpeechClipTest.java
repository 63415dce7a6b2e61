// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import vn.nghe.Transcriber;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.transcript.Transcript;

final class SpeechClipTest {
  /** Lossy compression and rough resampling change what a small model makes of later words. */
  @Test
  void beginsWithTheSameWordsInEveryFormat() {
    try (Transcriber transcriber = Transcriber.open(Path.of("models/nghe-base-vi"))) {
      for (byte[] file :
          new byte[][] {SpeechClip.flac(), SpeechClip.mp3(), SpeechClip.wav(48_000)}) {
        Transcript transcript = transcriber.transcribe(AudioSource.of(file));
        assertTrue(transcript.text().startsWith("tâm lý "), transcript.text());
        // An MP3 file ends with a whole frame of 24 ms, after up to one more for its filters.
        assertEquals(SpeechClip.SECONDS, transcript.seconds(), 0.048);
      }
    }
  }

  @Test
  void isRepeatedToTheLengthAskedFor() {
    assertEquals(30 * Audio.SAMPLE_RATE, SpeechClip.audio(30).length());
    assertEquals(2 * Audio.SAMPLE_RATE, SpeechClip.audio(2).length());
  }
}
