// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

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
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.Heard;

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
    float[] samples =
        Heard.of(
            sink -> {
              RawPcm raw = new RawPcm(rate, sink);
              for (int at = HEADER; at < file.length; at += block) {
                byte[] bytes = Arrays.copyOfRange(file, at, Math.min(file.length, at + block));
                raw.accept(bytes, bytes.length);
              }
              raw.finish();
            });
    assertArrayEquals(samplesOf(file), samples);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alaw", "mulaw"})
  void lawsOfTelephonyAreThoseOfTheFile(String law) throws Exception {
    byte[] file = Files.readAllBytes(TestFiles.resource("audio/speech-" + law + ".au"));
    // The second number of the header says where the sound begins.
    int header = ByteBuffer.wrap(file).getInt(4);
    byte[] sound = Arrays.copyOfRange(file, header, file.length);
    float[] samples =
        Heard.of(
            sink -> {
              RawPcm raw =
                  law.equals("alaw") ? RawPcm.aLaw(16_000, sink) : RawPcm.muLaw(16_000, sink);
              raw.accept(sound, sound.length);
              raw.finish();
            });
    assertArrayEquals(samplesOf(file), samples);
  }

  private static float[] samplesOf(byte[] file) {
    return Heard.of(AudioDecoder.decode(file, Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 999, 384_001})
  void ratesWithoutSpeechAreRefused(int rate) {
    assertThrows(AudioException.class, () -> new RawPcm(rate, (samples, count) -> {}));
  }
}
