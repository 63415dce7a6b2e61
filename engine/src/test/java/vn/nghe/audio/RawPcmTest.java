// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.TestFiles;

class RawPcmTest {
  /** Where the samples begin in the files that are read here. */
  private static final int HEADER = 44;

  @ParameterizedTest
  @CsvSource({
    "speech/cv9-vi-23689547, 16000, 1",
    "speech/cv9-vi-23689547, 16000, 4097",
    "speech/cv9-vi-23689547, 16000, 100000",
    "audio/speech-48k, 48000, 333"
  })
  void soundIsThatOfTheFileWhateverTheBlocks(String name, int rate, int block) throws Exception {
    byte[] file = Files.readAllBytes(TestFiles.resource(name + ".wav"));
    SampleList samples = new SampleList();
    RawPcm raw = new RawPcm(rate, samples);
    for (int at = HEADER; at < file.length; at += block) {
      byte[] bytes = Arrays.copyOfRange(file, at, Math.min(file.length, at + block));
      raw.accept(bytes, bytes.length);
    }
    raw.finish();
    assertArrayEquals(samplesOf(file), samples.toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"alaw", "mulaw"})
  void lawsOfTelephonyAreThoseOfTheFile(String law) throws Exception {
    byte[] file = Files.readAllBytes(TestFiles.resource("audio/speech-" + law + ".au"));
    // The second number of the header says where the sound begins.
    int header = ByteBuffer.wrap(file).getInt(4);
    byte[] sound = Arrays.copyOfRange(file, header, file.length);
    SampleList samples = new SampleList();
    RawPcm raw = law.equals("alaw") ? RawPcm.aLaw(16_000, samples) : RawPcm.muLaw(16_000, samples);
    raw.accept(sound, sound.length);
    raw.finish();
    assertArrayEquals(samplesOf(file), samples.toArray());
  }

  private static float[] samplesOf(byte[] file) {
    Audio audio = Audio.decode(file, Duration.ofMinutes(1));
    float[] samples = new float[audio.length()];
    audio.copyTo(0, samples, 0, samples.length);
    return samples;
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 999, 768_001})
  void ratesWithoutSpeechAreRefused(int rate) {
    assertThrows(AudioException.class, () -> new RawPcm(rate, (samples, count) -> {}));
  }
}
