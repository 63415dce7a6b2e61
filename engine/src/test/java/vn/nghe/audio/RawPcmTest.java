// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    Audio audio = Audio.decode(file, Duration.ofMinutes(1));
    float[] expected = new float[audio.length()];
    audio.copyTo(0, expected, 0, expected.length);
    assertArrayEquals(expected, samples.toArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 999, 768_001})
  void ratesWithoutSpeechAreRefused(int rate) {
    assertThrows(AudioException.class, () -> new RawPcm(rate, (samples, count) -> {}));
  }
}
