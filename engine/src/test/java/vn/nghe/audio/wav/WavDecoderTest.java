// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.wav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Faults.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.Faults;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.audio.input.Decoded;

final class WavDecoderTest {
  private static final String SUB_FORMAT = "000000001000800000aa00389b71";
  private static final byte[] FOUR_SAMPLES = {0, 0x40, 0, 0x20, 0, (byte) 0x80, 1, 0};
  private static final float[] FOUR_AMPLITUDES = {0.5f, 0.25f, -1, 1 / 32_768f};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "speech.wav",
        "speech-s24le.wav",
        "speech-s32le.wav",
        "speech-f32le.wav",
        "speech-f64le.wav",
        "speech-rf64.wav",
        "speech-rf64-pipe.wav",
        "speech-ffmpeg-pipe.wav",
        "speech-sox-pipe.wav"
      })
  void formsThatHold16BitsAreExact(String file) {
    Decoded sound = Decoded.of(file);
    assertEquals(16_000, sound.sampleRate());
    assertEquals(1, sound.channels());
    assertArrayEquals(Fixtures.pcm16("speech.wav"), sound.samples());
  }

  /** The step of 8 linear bits is 1/128; that of G.711, a sixteenth of the power of two below. */
  @ParameterizedTest
  @CsvSource({"speech-u8.wav, 128, 0", "speech-alaw.wav, 2048, 16", "speech-mulaw.wav, 4096, 16"})
  void eightBitFormsAreWithinTheirOwnStep(String file, float stepsAtZero, float stepsPerOctave) {
    float[] exact = Fixtures.pcm16("speech.wav");
    float[] coarse = Decoded.of(file).samples();
    assertEquals(exact.length, coarse.length);
    for (int i = 0; i < exact.length; i++) {
      float relative = stepsPerOctave == 0 ? 0 : Math.abs(exact[i]) / stepsPerOctave;
      assertEquals(exact[i], coarse[i], 1 / stepsAtZero + relative);
    }
  }

  @Test
  void samplesWithFewerBitsFillTheirBytesFromTheTop() {
    byte[] twelveIn16 =
        WavBytes.riff().format(1, 1, 16_000, 2, 12).chunk("data", FOUR_SAMPLES).finished();
    assertArrayEquals(FOUR_AMPLITUDES, Decoded.of(twelveIn16).samples());
    byte[] fourteenIn16 =
        WavBytes.riff().extensible(1, 2, 16, 14, SUB_FORMAT).chunk("data", FOUR_SAMPLES).finished();
    assertArrayEquals(FOUR_AMPLITUDES, Decoded.of(fourteenIn16).samples());
    byte[] twentyFourIn32 =
        WavBytes.riff()
            .format(1, 1, 16_000, 4, 24)
            .chunk("data", new byte[] {0, 0, 0, 0x40})
            .finished();
    assertArrayEquals(new float[] {0.5f}, Decoded.of(twentyFourIn32).samples());
  }

  @Test
  void otherChunksMayComeBeforeAndAfterAndBePadded() {
    byte[] file =
        WavBytes.riff()
            .chunk("JUNK", new byte[27])
            .format(1, 1, 16_000, 2, 16)
            .chunk("LIST", new byte[5])
            .chunk("data", FOUR_SAMPLES)
            .chunk("id3 ", new byte[33])
            .finished();
    assertArrayEquals(FOUR_AMPLITUDES, Decoded.of(file).samples());
  }

  @Test
  void everyChannelIsKept() {
    byte[] sixtyFour =
        WavBytes.riff().format(1, 64, 16_000, 64, 8).chunk("data", new byte[640]).finished();
    assertEquals(64, Decoded.of(sixtyFour).channels());
    assertEquals(10, AudioDecoder.decode(sixtyFour, Faults.LIMIT).length());
  }

  @Test
  void aLastFrameThatIsNotWholeIsLeftOut() {
    byte[] file =
        WavBytes.riff().format(1, 2, 16_000, 4, 16).chunk("data", new byte[4 * 10 + 3]).finished();
    assertEquals(20, Decoded.of(file).samples().length);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 0x7FFF_F000, 0x7FFF_FFFF, 0x8000_0000L, 0x7FFF_FFFF - 36, 0xFFFF_FFFFL - 36})
  void aPlaceholderForTheSizeMeansToTheEnd(long size) {
    byte[] file = WavBytes.withFormat().text("data").u32(size).raw(FOUR_SAMPLES).unfinished();
    assertArrayEquals(FOUR_AMPLITUDES, Decoded.of(file).samples());
  }

  @Test
  void aSizeThatCountsTheHeaderInMeansToTheEnd() {
    byte[] file = WavBytes.withFormat().text("data").u32(8 + 44).raw(FOUR_SAMPLES).unfinished();
    assertArrayEquals(FOUR_AMPLITUDES, Decoded.of(file).samples());
  }

  @Test
  void aSizeOfZeroInAFinishedFileMeansNoSound() {
    byte[] file =
        WavBytes.withFormat().chunk("data", new byte[0]).chunk("LIST", new byte[4]).finished();
    assertRefused(AudioException.Reason.EMPTY, file);
  }

  @Test
  void aFileThatHasLostItsEndIsRefusedWithTheNumbers() {
    byte[] whole = Fixtures.bytes("speech.wav");
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertRefused(MALFORMED, half, "claims 8000 bytes", "3978 follow", "at byte 44");
  }

  @Test
  void tenHoursInAKilobyteAreRefused() {
    long tenHours = 36_000L * 16_000 * 2;
    byte[] file = WavBytes.withFormat().text("data").u32(tenHours).raw(new byte[1000]).unfinished();
    assertRefused(MALFORMED, file, "claims 1152000000 bytes", "1000 follow");
  }

  @Test
  void sixtyFourBitSizesAreReadUnsigned() {
    for (long size : new long[] {Long.MIN_VALUE, 1L << 62, Long.MIN_VALUE + 8}) {
      byte[] file = WavBytes.rf64("RF64", size).raw(new byte[100]).unfinished();
      assertRefused(MALFORMED, file, Long.toUnsignedString(size));
    }
    byte[] exact = WavBytes.rf64("BW64", 8).raw(FOUR_SAMPLES).text("LIST").unfinished();
    assertArrayEquals(FOUR_AMPLITUDES, Decoded.of(exact).samples());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f})
  void aFloatThatIsNoAmplitudeIsRefusedWithItsPlace(float sample) {
    ByteBuffer samples = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    samples.putFloat(0.5f).putFloat(sample).putFloat(0);
    byte[] file =
        WavBytes.riff().format(3, 1, 16_000, 4, 32).chunk("data", samples.array()).finished();
    AudioException fault = assertRefused(MALFORMED, file, String.valueOf(sample));
    assertEquals(44 + 4, fault.offset().orElseThrow());
  }

  @Test
  void aDoubleBeyondTheRangeOfFloatsIsRefused() {
    ByteBuffer samples = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(1e300);
    byte[] file =
        WavBytes.riff().format(3, 1, 16_000, 8, 64).chunk("data", samples.array()).finished();
    assertRefused(MALFORMED, file, "Infinity");
  }

  @ParameterizedTest
  @CsvSource({
    "16, OKI ADPCM",
    "34, TrueSpeech",
    "255, AAC",
    "353, Windows Media Audio",
    "8192, AC-3",
    "41225, Speex",
    "4660, 0x1234"
  })
  void otherCodecsAreRefusedByName(int codec, String name) {
    byte[] file =
        WavBytes.riff().format(codec, 1, 16_000, 1, 8).chunk("data", new byte[9]).finished();
    assertRefused(UNSUPPORTED, file, name);
  }

  /** Exchanges state a frame of two bytes, or 16 bits, for one channel of G.711. */
  @ParameterizedTest
  @CsvSource({"2, 16", "2, 8", "1, 16", "0, 0"})
  void g711IsOneByteWhateverItsHeaderSays(int bytesPerFrame, int bits) {
    byte[] codes = {0, 1, 2, (byte) 0xFF};
    byte[] right = WavBytes.riff().format(7, 1, 8000, 1, 8).chunk("data", codes).finished();
    byte[] odd =
        WavBytes.riff().format(7, 1, 8000, bytesPerFrame, bits).chunk("data", codes).finished();
    assertArrayEquals(Decoded.of(right).samples(), Decoded.of(odd).samples());
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 6", "2, 2, 13", "17, 1, 3", "17, 2, 7"})
  void blocksShorterThanTheirHeadersAreRefused(int codec, int channels, int blockBytes) {
    byte[] file =
        WavBytes.riff()
            .format(codec, channels, 8000, blockBytes, 4)
            .chunk("data", new byte[100])
            .finished();
    assertRefused(MALFORMED, file, "blocks of " + blockBytes + " bytes");
  }

  @ParameterizedTest
  @CsvSource({"49, 2, 4", "69, 1, 1", "69, 1, 6", "69, 2, 4", "655, 2, 4"})
  void codecsOfSpeechWithAnImpossibleHeaderAreRefused(int codec, int channels, int bits) {
    byte[] file =
        WavBytes.riff()
            .format(codec, channels, 8000, 65, bits)
            .chunk("data", new byte[130])
            .finished();
    assertRefused(MALFORMED, file, "fmt");
  }

  @Test
  void anUnknownSubFormatIsRefusedWithItsNumber() {
    String ambisonic = "000021071d11d38644c8c1ca0000";
    byte[] file =
        WavBytes.riff().extensible(1, 2, 16, 16, ambisonic).chunk("data", FOUR_SAMPLES).finished();
    assertRefused(UNSUPPORTED, file, ambisonic);
  }

  @ParameterizedTest
  @CsvSource({
    "999, 1, 999 Hz",
    "384001, 1, 384001 Hz",
    "4294967295, 1, 4294967295 Hz",
    "16000, 65, 65 channels",
    "384000, 9, 9 channels at 384000 Hz"
  })
  void ratesAndChannelsOutsideTheBoundsAreRefusedByName(long rate, int channels, String words) {
    byte[] file =
        WavBytes.riff()
            .format(1, channels, rate, channels, 8)
            .chunk("data", new byte[650])
            .finished();
    assertRefused(UNSUPPORTED, file, words);
  }

  @ParameterizedTest
  @CsvSource({"1000, 1, 16000", "384000, 1, 42", "384000, 8, 5", "48000, 64, 5"})
  void theBoundsThemselvesAreTaken(long rate, int channels, int length) {
    byte[] file =
        WavBytes.riff()
            .format(1, channels, rate, channels, 8)
            .chunk("data", new byte[1000])
            .finished();
    assertEquals(length, AudioDecoder.decode(file, Faults.LIMIT).length());
  }

  @ParameterizedTest
  @CsvSource({"0, 2, 16", "3, 4, 16", "1, 2, 0", "1, 2, 17", "1, 0, 16"})
  void aFormatThatContradictsItselfIsRefused(int channels, int bytesPerFrame, int bits) {
    byte[] file =
        WavBytes.riff()
            .format(1, channels, 16_000, bytesPerFrame, bits)
            .chunk("data", FOUR_SAMPLES)
            .finished();
    assertRefused(MALFORMED, file, "fmt");
  }

  @Test
  void missingChunksAreNamed() {
    assertRefused(MALFORMED, WavBytes.riff().chunk("data", FOUR_SAMPLES).finished(), "before fmt");
    assertRefused(MALFORMED, WavBytes.withFormat().finished(), "before its data chunk");
    byte[] cutOff = WavBytes.withFormat().text("LIST").u32(1000).raw(new byte[10]).unfinished();
    assertRefused(MALFORMED, cutOff, "LIST", "1000");
    byte[] shortFormat = WavBytes.riff().chunk("fmt ", new byte[14]).finished();
    assertRefused(MALFORMED, shortFormat, "14 bytes instead of at least 16");
  }

  @Test
  void g711IsExpandedAsTheJdkDoes() throws IOException {
    byte[] codes = new byte[256];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) i;
    }
    byte[] aLaw = WavBytes.riff().format(6, 1, 16_000, 1, 8).chunk("data", codes).finished();
    byte[] muLaw = WavBytes.riff().format(7, 1, 16_000, 1, 8).chunk("data", codes).finished();
    assertArrayEquals(jdkExpansion(AudioFormat.Encoding.ALAW, codes), Decoded.of(aLaw).samples());
    assertArrayEquals(jdkExpansion(AudioFormat.Encoding.ULAW, codes), Decoded.of(muLaw).samples());
  }

  private static float[] jdkExpansion(AudioFormat.Encoding encoding, byte[] codes)
      throws IOException {
    AudioFormat written = new AudioFormat(encoding, 16_000, 8, 1, 1, 16_000, false);
    AudioFormat linear = new AudioFormat(16_000, 16, 1, true, false);
    AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(codes), written, codes.length);
    try (AudioInputStream expanded = AudioSystem.getAudioInputStream(linear, in)) {
      ByteBuffer bytes = ByteBuffer.wrap(expanded.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      float[] samples = new float[codes.length];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = bytes.getShort() / 32_768f;
      }
      return samples;
    }
  }
}
