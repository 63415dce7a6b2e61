// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.vorbis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Faults.assertRefused;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.BitsFromBelow;
import vn.nghe.audio.fixture.Bytes;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.input.Decoded;
import vn.nghe.audio.ogg.OggBytes;

final class VorbisDecoderTest {
  private static final byte[] FILE = Fixtures.bytes("speech-16k.ogg");

  private static final int SERIAL = ByteBuffer.wrap(FILE).order(ByteOrder.LITTLE_ENDIAN).getInt(14);

  /** The references are rounded to 16 bits; two decoders in single precision differ by far less. */
  private static final float TOLERANCE = (0.5f + 0.1f) / 32_768;

  /** Index of the rate in the first header, which follows 28 bytes of its page. */
  private static final int CHANNELS = 28 + 11;

  private static final int SAMPLE_RATE = 28 + 12;
  private static final int BLOCKS = 28 + 28;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "speech-48k.ogg",
        "speech-16k.ogg",
        "stereo-44k.ogg",
        "film.ogv",
        "stereo-44k.webm"
      })
  void everyKindOfStreamSoundsAsItsReferenceDecoderHasIt(String file) {
    assertArrayEquals(Fixtures.pcm16(file + ".wav"), Decoded.of(file).samples(), TOLERANCE);
  }

  @Test
  void paddingIsCutOffAtTheEnd() {
    assertEquals(4000, Decoded.of(FILE).samples().length);
  }

  @Test
  void headersThatMakeNoSenseAreRefused() {
    assertRefused(MALFORMED, withHeader(head -> head[CHANNELS] = 0), "0 channels");
    assertRefused(UNSUPPORTED, withHeader(head -> head[CHANNELS] = 9), "9 channels");
    assertRefused(MALFORMED, withHeader(head -> head[BLOCKS] = (byte) 0xEE), "2^14");
    assertRefused(MALFORMED, withHeader(head -> head[BLOCKS] = 0x79), "2^9 and 2^7");
    Consumer<byte[]> noRate =
        head -> ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putInt(SAMPLE_RATE, 0);
    assertRefused(MALFORMED, withHeader(noRate), "0 Hz");
  }

  @Test
  void aSetupThatClaimsLargeTablesIsRefusedBeforeTheyAreBuilt() {
    // One codebook of 2²⁰ codewords, all 20 bits long: a hundred bits that stand for megabytes.
    BitsFromBelow setup = new BitsFromBelow("\5vorbis").bits(0, 8).bits(0x564342, 24);
    setup.bits(1, 16).bits(1 << 20, 24).bits(1, 1).bits(19, 5).bits(1 << 20, 21).bits(0, 4);
    assertRefused(MALFORMED, withSetup(setup), "too large");
  }

  @Test
  void aCodebookWithoutValuesPerCodewordIsRefused() {
    // JOrbis would run in a circle.
    BitsFromBelow setup = new BitsFromBelow("\5vorbis").bits(0, 8).bits(0x564342, 24);
    assertRefused(MALFORMED, withSetup(setup.bits(0, 16).bits(1, 24)), "1 entries of 0 values");
  }

  @Test
  void aCodebookWhoseSideTheLibraryMisreckonsIsRefused() {
    // 2³¹ overflows JOrbis' powers, so it would take each dimension to have two values, not one.
    BitsFromBelow setup = new BitsFromBelow("\5vorbis").bits(0, 8).bits(0x564342, 24);
    setup.bits(31, 16).bits(5, 24).bits(0, 1).bits(0, 1).bits(0, 5 * 5);
    setup.bits(1, 4).bits(0, 32).bits(0, 32).bits(0, 4).bits(0, 1).bits(0, 1);
    assertRefused(MALFORMED, withSetup(setup), "5 entries for 31 dimensions");
  }

  @Test
  void floorsOfTheOldTypeAreRefusedByName() {
    BitsFromBelow setup = new BitsFromBelow("\5vorbis").bits(0, 8).bits(0x564342, 24);
    setup.bits(1, 16).bits(1, 24).bits(0, 1).bits(0, 1).bits(0, 5).bits(0, 4);
    setup.bits(0, 6).bits(0, 16).bits(0, 6).bits(0, 16);
    assertRefused(UNSUPPORTED, withSetup(setup), "floors of type 0");
  }

  @Test
  void couplingThatTheLibraryMisreadsIsRefusedByName() {
    assertRefused(UNSUPPORTED, Fixtures.bytes("surround.ogg"), "couples some of 6 channels");
  }

  @Test
  void aCommentIsNoBomb() {
    // It claims to hold 2³¹ - 1 comments of 2³¹ - 1 bytes.
    List<byte[]> pages = OggBytes.pages(FILE);
    byte[] comment =
        "\3vorbis\0\0\0\0\u00ff\u00ff\u00ff\177\u00ff\u00ff\u00ff\177".getBytes(ISO_8859_1);
    byte[] setup = setup(pages);
    pages.set(1, OggBytes.page(0, 0, SERIAL, 1, comment, setup));
    assertArrayEquals(Decoded.of(FILE).samples(), Decoded.of(OggBytes.join(pages)).samples());
  }

  @Test
  void aPacketOfNoKnownModeIsRefusedWithItsPlace() {
    List<byte[]> pages = OggBytes.pages(FILE);
    byte[] file =
        Bytes.join(
            pages.get(0), pages.get(1), OggBytes.page(0, 64, SERIAL, 2, new byte[] {1, 2, 3}));
    AudioException fault = assertRefused(MALFORMED, file, "Vorbis packet holds no sound");
    assertEquals(file.length - 3, fault.offset().orElseThrow());
  }

  private static byte[] withHeader(Consumer<byte[]> change) {
    List<byte[]> pages = OggBytes.pages(FILE);
    change.accept(pages.getFirst());
    pages.set(0, OggBytes.sealed(pages.getFirst()));
    return OggBytes.join(pages);
  }

  private static byte[] withSetup(BitsFromBelow setup) {
    List<byte[]> pages = OggBytes.pages(FILE);
    byte[] comment = "\3vorbis".getBytes(ISO_8859_1);
    pages.set(1, OggBytes.page(0, 0, SERIAL, 1, comment, setup.toByteArray()));
    return OggBytes.join(pages);
  }

  /** The third header, which follows the second on the second page. */
  private static byte[] setup(List<byte[]> pages) {
    String page = new String(pages.get(1), ISO_8859_1);
    return Bytes.tail(pages.get(1), page.indexOf("\5vorbis"));
  }
}
