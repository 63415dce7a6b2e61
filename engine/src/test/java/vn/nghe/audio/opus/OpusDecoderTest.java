// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.opus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Faults.assertRefused;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.Bytes;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.fixture.Snr;
import vn.nghe.audio.input.Decoded;
import vn.nghe.audio.ogg.OggBytes;

final class OpusDecoderTest {
  /**
   * CELT is defined in real numbers. The library has 15 bits after the point, libopus 24; some ten
   * roundings of 2⁻¹⁶ follow one another in the transform, whose power adds up to -86 dB. The limit
   * leaves them 26 dB for what is louder than the sound in between.
   */
  private static final double LEAST_SNR = 60;

  /** Indices of fields from the start of an Opus file: its header follows 28 bytes of its page. */
  private static final int VERSION = 28 + 8;

  private static final int CHANNELS = 28 + 9;
  private static final int PRE_SKIP = 28 + 10;
  private static final int GAIN = 28 + 16;
  private static final int FAMILY = 28 + 18;

  @Test
  void silkIsTheReferenceDecodersToTheBit() {
    // SILK is defined in integers.
    assertArrayEquals(
        Fixtures.pcm16("speech-silk.opus.wav"), Decoded.of("speech-silk.opus").samples());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chromium.mp4",
        "speech-opus.mp4",
        "speech-hybrid.opus",
        "speech-celt.opus",
        "stereo-60ms.opus",
        "surround.opus",
        "speech-live.webm",
        "chromium.webm",
        "chromium-stereo.webm",
        "chromium-film.webm",
        "firefox.webm",
        "firefox-stereo.webm",
        "firefox.ogg",
        "firefox-film.webm"
      })
  void everyKindOfStreamSoundsAsItsReferenceDecoderHasIt(String file) {
    Decoded decoded = Decoded.of(file);
    assertEquals(48_000, decoded.sampleRate());
    double snr = Snr.at16Kilohertz(decoded, Fixtures.pcm16(file + ".wav"));
    assertTrue(snr > LEAST_SNR, () -> snr + " dB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"speech-silk.opus", "speech-hybrid.opus", "speech-celt.opus"})
  void paddingIsCutOffAtBothEnds(String file) {
    assertEquals(12_000, Decoded.of(file).samples().length);
  }

  @Test
  void theHeaderTellsHowMuchToSkip() {
    float[] samples = Decoded.of("speech-silk.opus").samples();
    float[] later = Decoded.of(withHeader(head -> head[PRE_SKIP + 1]++)).samples();
    assertArrayEquals(Arrays.copyOfRange(samples, 256, samples.length), later);
  }

  @ParameterizedTest
  @CsvSource({"6, 2", "-6, 0.5"})
  void theHeaderTellsHowMuchLouderItShallBe(int decibels, float factor) {
    float[] samples = Decoded.of("speech-silk.opus").samples();
    int gain = (int) Math.round(256 * 20 * Math.log10(factor));
    assertEquals(decibels, Math.round(gain / 256f));
    byte[] louder =
        withHeader(
            head -> {
              head[GAIN] = (byte) gain;
              head[GAIN + 1] = (byte) (gain >> 8);
            });
    float[] scaled = Decoded.of(louder).samples();
    for (int i = 0; i < samples.length; i++) {
      // Half a step of the gain is 1/512 dB, a factor of 1.00023.
      assertEquals(factor * samples[i], scaled[i], Math.abs(samples[i]) * factor * 0.00023f);
    }
  }

  @Test
  void headersThatMakeNoSenseAreRefused() {
    assertRefused(UNSUPPORTED, withHeader(head -> head[VERSION] = 16), "version 16");
    assertRefused(UNSUPPORTED, withHeader(head -> head[FAMILY] = (byte) 255), "family 255");
    assertRefused(MALFORMED, withHeader(head -> head[CHANNELS] = 0), "0 channels");
    assertRefused(MALFORMED, withHeader(head -> head[CHANNELS] = 3), "3 channels");
    assertRefused(MALFORMED, withHeader(head -> head[FAMILY] = 1), "channel mapping");
  }

  @ParameterizedTest
  @CsvSource({"9, 0, has 9 streams", "0, 0, has 0 streams", "4, 5, of which 5", "1, 0, mapped to"})
  void channelMappingsThatMakeNoSenseAreRefused(int streams, int coupled, String words) {
    List<byte[]> pages = OggBytes.pages(Fixtures.bytes("surround.opus"));
    byte[] head = pages.getFirst();
    head[FAMILY + 1] = (byte) streams;
    head[FAMILY + 2] = (byte) coupled;
    pages.set(0, OggBytes.sealed(head));
    assertRefused(MALFORMED, OggBytes.join(pages), words);
  }

  @Test
  void aPacketThatIsTooLongIsRefused() {
    assertRefused(MALFORMED, withPacket(new byte[] {(byte) 0x9B, 63, 0}), "63 frames of 20.0 ms");
    assertRefused(MALFORMED, withPacket(new byte[] {(byte) 0x9B}), "0 frames");
  }

  @Test
  void aDamagedPacketIsRefusedWithItsPlace() {
    // Code 1 says: two frames of one length, which an even number of bytes does not have.
    byte[] file = withPacket(new byte[] {(byte) 0x99, 1, 2, 3});
    AudioException fault = assertRefused(MALFORMED, file, "Opus packet is damaged");
    assertEquals(file.length - 4, fault.offset().orElseThrow());
  }

  private static byte[] withHeader(Consumer<byte[]> change) {
    List<byte[]> pages = OggBytes.pages(Fixtures.bytes("speech-silk.opus"));
    change.accept(pages.getFirst());
    pages.set(0, OggBytes.sealed(pages.getFirst()));
    return OggBytes.join(pages);
  }

  private static byte[] withPacket(byte[] packet) {
    List<byte[]> pages = OggBytes.pages(Fixtures.bytes("speech-silk.opus"));
    return Bytes.join(pages.get(0), pages.get(1), OggBytes.page(OggBytes.ENDS, 960, 1, 2, packet));
  }
}
