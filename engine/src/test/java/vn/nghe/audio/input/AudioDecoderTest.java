// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.TOO_LONG;
import static vn.nghe.audio.AudioException.Reason.UNREADABLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.Bytes;
import vn.nghe.audio.fixture.Faults;
import vn.nghe.audio.fixture.Fixtures;

final class AudioDecoderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "speech.wav",
        "speech.flac",
        "speech-48k.mp3",
        "stereo-44k.flac",
        "speech-silk.opus",
        "stereo-44k.ogg",
        "speech-sized.webm"
      })
  void aFileAndItsBytesAreTheSameSound(String fixture, @TempDir Path folder) throws IOException {
    byte[] bytes = Fixtures.bytes(fixture);
    Path file = Files.write(folder.resolve("a name that says nothing.txt"), bytes);
    float[] fromFile = samples(AudioDecoder.decode(file, Faults.LIMIT));
    assertArrayEquals(fromFile, samples(AudioDecoder.decode(bytes, Faults.LIMIT)));
    assertEquals(4000, fromFile.length);
  }

  @Test
  void sixteenKilohertzMonoPassesBitByBit() {
    Audio audio = AudioDecoder.decode(Fixtures.bytes("speech.wav"), Faults.LIMIT);
    assertArrayEquals(Fixtures.pcm16("speech.wav"), samples(audio));
    assertEquals(0.25, audio.seconds());
  }

  @Test
  void samplesAreCopiedInAndOut() {
    float[] samples = {1, 2, 3, 4};
    Audio audio = Audio.ofSamples(samples);
    samples[0] = 9;
    float[] target = new float[5];
    audio.copyTo(0, target, 2, 3);
    assertArrayEquals(new float[] {0, 0, 1, 2, 3}, target);
    assertEquals(4, audio.length());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void samplesThatAreNoAmplitudesAreRefused(float sample) {
    AudioException fault =
        assertThrows(AudioException.class, () -> Audio.ofSamples(new float[] {0, sample}));
    assertEquals(MALFORMED, fault.reason());
    assertTrue(fault.getMessage().contains("Sample 1"), fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "speech.wav",
        "speech-48k.wav",
        "speech.flac",
        "stereo-44k.flac",
        "speech-48k.mp3",
        "speech-silk.opus",
        "stereo-44k.ogg",
        "speech-sized.webm"
      })
  void theLimitIsExact(String fixture) {
    byte[] file = Fixtures.bytes(fixture);
    assertEquals(4000, AudioDecoder.decode(file, Duration.ofMillis(250)).length());
    AudioException fault =
        assertThrows(
            AudioException.class, () -> AudioDecoder.decode(file, Duration.ofNanos(249_999_999)));
    assertEquals(TOO_LONG, fault.reason());
  }

  @Test
  void aLimitBeyondAllReasonIsNoLimit() {
    byte[] file = Fixtures.bytes("speech.wav");
    assertEquals(4000, AudioDecoder.decode(file, Duration.ofSeconds(Long.MAX_VALUE)).length());
  }

  @Test
  void aLimitOfNothingIsTheCallersMistake() {
    byte[] file = Fixtures.bytes("speech.wav");
    assertThrows(IllegalArgumentException.class, () -> AudioDecoder.decode(file, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> AudioDecoder.decode(file, Duration.ofDays(-1)));
  }

  @Test
  void aFileThatCannotBeReadIsNamed(@TempDir Path folder) {
    assertUnreadable(folder.resolve("missing.wav"), "There is no such file");
    assertUnreadable(folder, "not a regular file");
  }

  @Test
  void aFaultInAFileNamesTheFileAndTheByte(@TempDir Path folder) throws IOException {
    Path file =
        Files.write(folder.resolve("cut.wav"), Bytes.head(Fixtures.bytes("speech.wav"), 99));
    AudioException fault =
        assertThrows(AudioException.class, () -> AudioDecoder.decode(file, Faults.STRICT));
    assertEquals(MALFORMED, fault.reason());
    assertEquals(44, fault.offset().orElseThrow());
    assertTrue(fault.getMessage().startsWith(file.toString()), fault.getMessage());
    assertTrue(fault.getMessage().contains("at byte 44"), fault.getMessage());
  }

  private static void assertUnreadable(Path file, String words) {
    AudioException fault =
        assertThrows(AudioException.class, () -> AudioDecoder.decode(file, Faults.LIMIT));
    assertEquals(UNREADABLE, fault.reason());
    assertTrue(fault.getMessage().contains(file.toString()), fault.getMessage());
    assertTrue(fault.getMessage().contains(words), fault.getMessage());
  }

  private static float[] samples(Audio audio) {
    float[] samples = new float[audio.length()];
    audio.copyTo(0, samples, 0, samples.length);
    return samples;
  }
}
