// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Bytes.head;
import static vn.nghe.audio.fixture.Bytes.join;
import static vn.nghe.audio.fixture.Faults.assertRefused;
import static vn.nghe.audio.mp4.Mp4Bytes.u32;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.input.Decoded;
import vn.nghe.audio.mp4.Mp4Bytes;

/** AIFF, AU and CAF: containers of uncompressed samples, the highest byte first. */
final class AiffDecoderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "speech.aiff",
        "speech-s24be.aiff",
        "speech-s32be.aiff",
        "speech-f32be.aiff",
        "speech-f64be.aiff",
        "speech-sowt.aiff",
        "speech-ffmpeg-pipe.aiff",
        "speech-sox-pipe.aiff",
        "speech.au",
        "speech-pipe.au",
        "speech-f32be.au",
        "speech.caf",
        "speech-s24le.caf",
        "speech-f32be.caf"
      })
  void formsThatHold16BitsAreExact(String file) {
    Decoded sound = Decoded.of(file);
    assertEquals(16_000, sound.sampleRate());
    assertEquals(1, sound.channels());
    assertArrayEquals(Fixtures.pcm16("speech.wav"), sound.samples());
  }

  @ParameterizedTest
  @CsvSource({
    "speech-mulaw.aiff, speech-mulaw.wav",
    "speech-alaw.aiff, speech-alaw.wav",
    "speech-mulaw.au, speech-mulaw.wav",
    "speech-alaw.au, speech-alaw.wav",
    "speech-s8.aiff, speech-u8.wav"
  })
  void eightBitFormsAreThoseOfWav(String file, String wav) {
    assertArrayEquals(Decoded.of(wav).samples(), Decoded.of(file).samples());
  }

  @ParameterizedTest
  @ValueSource(strings = {"speech.aiff", "speech.au", "speech.caf"})
  void aFileThatLostItsEndIsRefused(String file) {
    byte[] whole = Fixtures.bytes(file);
    assertRefused(MALFORMED, head(whole, whole.length / 2), "end is missing");
  }

  @Test
  void otherCodecsAreRefusedByName() {
    assertRefused(UNSUPPORTED, aifc("MAC3"), "AIFF-C with MACE 3:1", "send PCM");
    assertRefused(UNSUPPORTED, aifc("zzzz"), "AIFF-C with codec 'zzzz'", "send PCM");
    byte[] au = Fixtures.bytes("speech.au");
    au[15] = 22;
    assertRefused(UNSUPPORTED, au, "AU with codec 22", "send PCM");
    byte[] caf = Fixtures.bytes("speech.caf");
    System.arraycopy("ilbc".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, caf, 28, 4);
    assertRefused(UNSUPPORTED, caf, "CAF with iLBC", "send PCM");
  }

  @Test
  void aSampleRateOf80BitsIsRead() {
    assertEquals(44_100, Decoded.of(aifc("NONE")).sampleRate());
  }

  @Test
  void sizesThatLieAreRefused() {
    byte[] aiff = join(Mp4Bytes.text("FORM"), u32(50), Mp4Bytes.text("AIFFCOMM"), u32(4000));
    assertRefused(MALFORMED, join(aiff, new byte[100]), "COMM", "4000");
    byte[] au = Fixtures.bytes("speech.au");
    au[20] = 0x7F;
    assertRefused(MALFORMED, au, "channels");
  }

  private static byte[] aifc(String codec) {
    byte[] common =
        join(
            HexFormat.of().parseHex("0001" + "00000002" + "0010" + "400eac44000000000000"),
            Mp4Bytes.text(codec),
            new byte[2]);
    byte[] sound = HexFormat.of().parseHex("0000000000000000" + "40002000");
    return join(
        Mp4Bytes.text("FORM"),
        u32(4L + 8 + common.length + 8 + sound.length),
        Mp4Bytes.text("AIFCCOMM"),
        u32(common.length),
        common,
        Mp4Bytes.text("SSND"),
        u32(sound.length),
        sound);
  }
}
