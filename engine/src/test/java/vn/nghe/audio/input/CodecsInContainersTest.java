// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.Bytes;
import vn.nghe.audio.fixture.Faults;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.fixture.Snr;

/** Every codec in every container that can hold it and is read. */
final class CodecsInContainersTest {
  /** The reference is what another decoder makes of the file, or of the same bits. */
  @ParameterizedTest
  @CsvSource({
    "speech-gsm.wav, speech-gsm.wav.wav",
    "speech-gsm.mov, speech-gsm.mov.wav",
    "speech-gsm.mka, speech-gsm.wav.wav",
    "speech-adpcm.wav, speech-adpcm.wav.wav",
    "speech-adpcm.w64, speech-adpcm.wav.wav",
    "speech-adpcm.mka, speech-adpcm.wav.wav",
    "speech-adpcm.avi, speech-adpcm.wav.wav",
    "stereo-44k-adpcm.wav, stereo-44k-adpcm.wav.wav",
    "speech-ima.wav, speech-ima.wav.wav",
    "speech-ima.mka, speech-ima.wav.wav",
    "stereo-44k-ima.wav, stereo-44k-ima.wav.wav",
    "speech-ima.aifc, speech-ima.aifc.wav",
    "stereo-44k-ima.aifc, stereo-44k-ima.aifc.wav",
    "stereo-44k-ima.caf, stereo-44k-ima.aifc.wav",
    "stereo-44k-ima.mov, stereo-44k-ima.aifc.wav",
    "speech-g722.wav, speech-g722.wav.wav",
    "speech-g722.avi, speech-g722.wav.wav",
    "speech-g722.au, speech-g722.wav.wav",
    "speech-g722.aifc, speech-g722.wav.wav",
    "speech-g726-16.wav, speech-g726-16.wav.wav",
    "speech-g726-24.wav, speech-g726-24.wav.wav",
    "speech-g726-32.wav, speech-g726-32.wav.wav",
    "speech-g726-40.wav, speech-g726-40.wav.wav",
    "speech-g726-24.au, speech-g726-24.wav.wav",
    "speech-g726-32.au, speech-g726-32.wav.wav",
    "speech-g726-40.au, speech-g726-40.wav.wav",
    "speech-rifx.wav, speech.wav",
    "speech.w64, speech.wav",
    "speech.sph, speech.wav",
    "speech-big.sph, speech.wav",
    "stereo-44k.sph, stereo-44k.wav",
    "speech-alac.m4a, speech.wav",
    "speech-alac.caf, speech.wav",
    "speech-alac.mka, speech.wav",
    "speech-alac.mov, speech.wav",
    "stereo-44k-alac.m4a, stereo-44k.wav",
    "speech-pcm_s16le.mka, speech.wav",
    "speech-pcm_s16be.mka, speech.wav",
    "speech-pcm_s24le.mka, speech.wav",
    "speech-pcm_f32le.mka, speech.wav",
    "speech-pcm_s16le.mov, speech.wav",
    "speech-pcm_s16be.mov, speech.wav",
    "speech-pcm_s24le.mov, speech.wav",
    "speech-pcm_s24be.mov, speech.wav",
    "speech-pcm_f32le.mov, speech.wav",
    "speech-pcm.avi, speech.wav",
    "stereo-44k-pcm.flv, stereo-44k.wav"
  })
  void soundIsExact(String file, String reference) {
    assertArrayEquals(Fixtures.pcm16(reference), Decoded.of(file).samples());
  }

  /** The same coded frames give the same samples. */
  @ParameterizedTest
  @CsvSource({
    "stereo-44k-plain.mp3, stereo-44k-mp3.mka",
    "stereo-44k-plain.mp3, stereo-44k-mp3.ts",
    "stereo-44k-plain.mp3, stereo-44k-mp3.flv",
    "stereo-44k-plain.mp3, stereo-44k-mp3.avi",
    "stereo-44k-plain.mp3, stereo-44k-mp3.caf",
    "stereo-44k-plain.mp3, stereo-44k-mp3.wav",
    "stereo-44k.mp2, stereo-44k-mp2.ts",
    "stereo-44k.mp2, stereo-44k-mp2.mka",
    "noise.mp1, noise-mp1.mka",
    "stereo-44k.aac, stereo-44k-aac.mka",
    "stereo-44k.aac, stereo-44k-aac.flv",
    "stereo-44k.aac, stereo-44k-aac.avi",
    "stereo-44k.aac, stereo-44k-aac.mp4",
    "stereo-44k.aac, stereo-44k-aac.ts",
    "stereo-44k.aac, stereo-44k-latm.ts",
    "stereo-44k.aac, stereo-44k.loas",
    "speech-mulaw.wav, speech-pcm_mulaw.mov",
    "speech-mulaw.wav, speech-mulaw.mka",
    "speech-mulaw.wav, speech-mulaw.sph",
    "speech.amr, speech-amr.3gp",
    "speech.amr, speech-amr.caf",
    "speech.awb, speech-awb.3gp"
  })
  void soundIsThatOfTheBareStream(String stream, String file) {
    Decoded expected = Decoded.of(stream);
    Decoded actual = Decoded.of(file);
    assertEquals(expected.sampleRate(), actual.sampleRate());
    assertEquals(expected.channels(), actual.channels());
    assertArrayEquals(expected.samples(), actual.samples());
  }

  /** The reference is rounded to 16 bits, which at this level leaves 89 dB. */
  @Test
  void theBareMp3IsThatOfAnotherDecoder() {
    double snr =
        Snr.at16Kilohertz(
            Decoded.of("stereo-44k-plain.mp3"), Fixtures.pcm16("stereo-44k-plain.mp3.wav"));
    assertTrue(snr > 85, snr + " dB");
  }

  /** Apple's own header has no pre-skip, so the file has that much more in front. */
  @Test
  void opusInCafIsThatOfOggWithWhatOggCutsOff() {
    float[] ogg = Decoded.of("speech-celt.opus").samples();
    float[] caf = Decoded.of("speech-celt.caf").samples();
    int preSkip = 312;
    assertArrayEquals(ogg, Arrays.copyOfRange(caf, preSkip, preSkip + ogg.length));
  }

  @Test
  void losslessSamplesOf24BitsAreExact() {
    assertArrayEquals(
        Decoded.of("stereo-44k-24bit.wav").samples(),
        Decoded.of("stereo-44k-alac24.m4a").samples());
  }

  /** The order of channels differs between formats, their sum does not. */
  @Test
  void losslessSurroundHasEveryChannel() {
    Decoded lossless = Decoded.of("surround-48k-alac.m4a");
    assertEquals(6, lossless.channels());
    float[] source = Decoded.of("surround-48k.m4a").samples();
    for (int frame = 0; frame < lossless.samples().length / 6; frame++) {
      float expected = 0;
      float actual = 0;
      for (int channel = 0; channel < 6; channel++) {
        expected += source[6 * frame + channel];
        actual += lossless.samples()[6 * frame + channel];
      }
      // Half a step of 16 bits in each channel.
      assertEquals(expected, actual, 6 * 0.75f / 32_768);
    }
  }

  /**
   * Floating point and the fixed point of the reference drift apart in phase, so the codecs' test
   * says that a decoder is right within some 20 dB; FFmpeg's are 24 to 27 dB away from it.
   */
  @ParameterizedTest
  @CsvSource({"speech.amr, speech.amr.wav, 24", "speech.awb, speech.awb.wav, 24"})
  void mobileSpeechIsCloseToTheReferenceDecoder(String file, String reference, double least) {
    double snr = Snr.at16Kilohertz(Decoded.of(file), Fixtures.pcm16(reference));
    assertTrue(snr > least, snr + " dB");
  }

  /** Cameras put a time before each packet, receivers checks after it. */
  @ParameterizedTest
  @CsvSource({"4, 0", "0, 16"})
  void packetsOfATransportStreamMayHaveMoreAroundThem(int before, int after) {
    byte[] plain = Fixtures.bytes("stereo-44k-aac.ts");
    byte[] file = new byte[0];
    for (int at = 0; at < plain.length; at += 188) {
      byte[] packet = Arrays.copyOfRange(plain, at, at + 188);
      file = Bytes.join(file, new byte[before], packet, new byte[after]);
    }
    assertArrayEquals(Decoded.of("stereo-44k.aac").samples(), Decoded.of(file).samples());
  }

  @Test
  void aTransportStreamOfAnotherCodecIsRefusedByName() {
    Faults.assertRefused(
        AudioException.Reason.UNSUPPORTED,
        Fixtures.bytes("stereo-44k-ac3.ts"),
        "transport stream with AC-3");
  }
}
