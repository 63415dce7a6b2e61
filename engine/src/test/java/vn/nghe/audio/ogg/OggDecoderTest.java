// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.ogg;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.nghe.audio.AudioException.Reason.EMPTY;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Bytes.filled;
import static vn.nghe.audio.fixture.Bytes.head;
import static vn.nghe.audio.fixture.Bytes.join;
import static vn.nghe.audio.fixture.Bytes.tail;
import static vn.nghe.audio.fixture.Faults.assertRefused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.fixture.Faults;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.audio.input.Decoded;

final class OggDecoderTest {
  private static final byte[] SILK = Fixtures.bytes("speech-silk.opus");
  private static final int FRAMES = 960;

  @Test
  void flacIsTheSourceToTheBit() {
    assertArrayEquals(Fixtures.pcm16("stereo-44k.wav"), Decoded.of("stereo-44k.oga").samples());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 70_000})
  void bytesThatAreNoPageArePassedOver(int length) {
    List<byte[]> pages = OggBytes.pages(SILK);
    for (int fill : new int[] {0, 'O', 0xFF}) {
      byte[] junk = join("OggS".getBytes(ISO_8859_1), filled(fill, length));
      List<byte[]> mixed = new ArrayList<>(pages);
      mixed.add(2, junk);
      mixed.add(1, junk);
      assertArrayEquals(Decoded.of(SILK).samples(), Decoded.of(OggBytes.join(mixed)).samples());
    }
    assertArrayEquals(
        Decoded.of(SILK).samples(), Decoded.of(join(SILK, new byte[length])).samples());
  }

  @Test
  void silenceStandsForAPageThatIsMissingOrErased() {
    byte[] file = oneByPage(SILK);
    float[] whole = Decoded.of(file).samples();
    List<byte[]> pages = OggBytes.pages(file);
    byte[] page = pages.get(5);
    Arrays.fill(page, page.length - 25, page.length, (byte) 0);
    float[] erased = Decoded.of(OggBytes.join(pages)).samples();
    pages.remove(5);
    float[] missing = Decoded.of(OggBytes.join(pages)).samples();
    assertArrayEquals(missing, erased);
    assertEquals(whole.length, missing.length);
    // The fourth packet of sound, after what the header says to skip.
    int from = 3 * FRAMES - 312;
    assertArrayEquals(Arrays.copyOf(whole, from), Arrays.copyOf(missing, from));
    assertArrayEquals(new float[FRAMES], Arrays.copyOfRange(missing, from, from + FRAMES));
  }

  @Test
  void aDamagedPageInItsPlaceIsTakenAndReported() {
    List<byte[]> pages = OggBytes.pages(oneByPage(SILK));
    pages.get(5)[30] ^= 1;
    byte[] file = OggBytes.join(pages);
    Audio audio = AudioDecoder.decode(file, Faults.LIMIT);
    assertEquals(4000, audio.length());
    assertEquals(AudioWarning.Kind.DAMAGED, audio.warnings().getFirst().kind());
    assertRefused(MALFORMED, file, "check of an Ogg page");
  }

  @Test
  void aPacketThatLacksAPageIsLeftOutAndNoOther() {
    byte[][] packets = packets(SILK);
    List<byte[]> pages = new ArrayList<>(OggBytes.pages(SILK).subList(0, 2));
    // Padding makes a packet that goes on from one page to the next: code 3, one frame, padded.
    byte[] padded = padded(packets[3], 400);
    byte[] lacing = {(byte) packets[2].length, -1};
    byte[] rest = tail(padded, 255);
    pages.add(OggBytes.laced(0, -1, 1, 2, lacing, join(packets[2], head(padded, 255))));
    pages.add(OggBytes.laced(1, -1, 1, 3, new byte[] {(byte) rest.length}, rest));
    pages.add(OggBytes.page(0, -1, 1, 4, packets[4]));
    assertEquals(3 * FRAMES - 312, Decoded.of(OggBytes.join(pages)).samples().length);
    pages.remove(3);
    assertEquals(2 * FRAMES - 312, Decoded.of(OggBytes.join(pages)).samples().length);
  }

  @Test
  void streamsThatFollowOneAnotherAreJoined() {
    float[] once = Decoded.of(SILK).samples();
    float[] twice = Decoded.of(join(SILK, SILK)).samples();
    assertEquals(2 * once.length, twice.length);
    assertArrayEquals(once, Arrays.copyOfRange(twice, once.length, twice.length));
  }

  @Test
  void aStreamOfAnotherFormatMayFollow() {
    byte[] stereo = Fixtures.bytes("stereo-60ms.opus");
    Audio both = AudioDecoder.decode(join(SILK, stereo), Faults.STRICT);
    assertEquals(
        AudioDecoder.decode(SILK, Faults.STRICT).length()
            + AudioDecoder.decode(stereo, Faults.STRICT).length(),
        both.length());
    assertEquals(
        List.of(AudioWarning.Kind.FORMAT_CHANGED),
        both.warnings().stream().map(AudioWarning::kind).toList());
  }

  @Test
  void aChainOfStreamsWithoutSoundIsRefused() {
    List<byte[]> pages = OggBytes.pages(SILK);
    byte[] link = join(pages.get(0), pages.get(1));
    assertRefused(EMPTY, link, "no sound");
    byte[] chain = OggBytes.join(Collections.nCopies(1001, link));
    assertRefused(MALFORMED, chain, "More than 1000 Ogg streams");
  }

  @Test
  void otherStreamsArePassedOver() {
    List<byte[]> pages = OggBytes.pages(SILK);
    List<byte[]> mixed = new ArrayList<>();
    mixed.add(OggBytes.page(OggBytes.BEGINS, 0, 7, 0, "fishead\0".getBytes(ISO_8859_1)));
    for (int i = 0; i < pages.size(); i++) {
      mixed.add(pages.get(i));
      mixed.add(OggBytes.page(i == 0 ? OggBytes.BEGINS : 0, i, i == 0 ? 8 : 7, i, filled(i, 300)));
    }
    assertArrayEquals(Decoded.of(SILK).samples(), Decoded.of(OggBytes.join(mixed)).samples());
  }

  @Test
  void aStreamWithoutAnEndMarkIsWhole() {
    List<byte[]> pages = OggBytes.pages(SILK);
    byte[] last = pages.getLast();
    last[5] &= ~OggBytes.ENDS;
    pages.set(pages.size() - 1, OggBytes.sealed(last));
    // Nothing is cut off its end then: 13 packets, less the 312 samples at the start.
    assertEquals(13 * FRAMES - 312, Decoded.of(OggBytes.join(pages)).samples().length);
  }

  @Test
  void aLastPageThatIsCutOffIsRefused() {
    for (int cut = 1; cut < OggBytes.pages(SILK).getLast().length - 3; cut++) {
      assertRefused(MALFORMED, head(SILK, SILK.length - cut), "end is missing");
    }
  }

  @Test
  void framesInPagesOfTheirOwnAreTheSameSound() {
    assertArrayEquals(Decoded.of(SILK).samples(), Decoded.of(oneByPage(SILK)).samples());
  }

  @Test
  void pagesAndPacketsWithoutBytesAreNoSound() {
    List<byte[]> pages = OggBytes.pages(oneByPage(SILK));
    List<byte[]> mixed = new ArrayList<>(pages.subList(0, 3));
    for (int i = 3; i < 1003; i++) {
      byte[][] packets = i % 2 == 0 ? new byte[0][] : new byte[3][0];
      mixed.add(OggBytes.page(0, -1, 1, i, packets));
    }
    assertEquals(FRAMES - 312, Decoded.of(OggBytes.join(mixed)).samples().length);
  }

  @Test
  void soundThatIsAllCutOffHasALimit() {
    // Each page holds 250 packets of 20 ms of which it says that none is sound.
    byte[] packet = packets(SILK)[2];
    byte[][] packets = Collections.nCopies(250, new byte[] {packet[0]}).toArray(byte[][]::new);
    List<byte[]> pages = new ArrayList<>(OggBytes.pages(SILK).subList(0, 2));
    for (int i = 2; i < 20; i++) {
      pages.add(OggBytes.page(OggBytes.ENDS, 0, 1, i, packets));
    }
    assertRefused(MALFORMED, OggBytes.join(pages), "More sound is to be cut off");
  }

  @Test
  void marksWithoutPagesAreRefusedInTimeThatGrowsWithTheBytes() {
    // Each claims 255 segments of which most are as long as can be.
    byte[] claim = filled(0xFF, 64);
    System.arraycopy("OggS\0".getBytes(ISO_8859_1), 0, claim, 0, 5);
    byte[] file = OggBytes.join(Collections.nCopies(40_000, claim));
    assertRefused(MALFORMED, file, "Too few Ogg pages are intact");
  }

  @ParameterizedTest
  @CsvSource({
    "'Speex   ', Ogg with Speex",
    "'\u0080theora', Ogg with Theora video",
    "'PCM     ', Ogg with PCM",
    "'????????', Ogg with an unknown codec"
  })
  void otherCodecsAreRefusedByName(String mark, String name) {
    byte[] packet = join(mark.getBytes(ISO_8859_1), new byte[60]);
    assertRefused(
        UNSUPPORTED,
        OggBytes.page(OggBytes.BEGINS, 0, 1, 0, packet),
        name + " inside is not supported",
        "send Ogg with Opus, Vorbis or FLAC");
  }

  @Test
  void speexIsRefusedByName() {
    assertRefused(UNSUPPORTED, Fixtures.bytes("speech-speex.ogg"), "Ogg with Speex");
  }

  @Test
  void aFileThatBeginsInTheMiddleIsRefused() {
    List<byte[]> pages = OggBytes.pages(SILK);
    assertRefused(MALFORMED, pages.getLast(), "first page of the Ogg stream is missing");
    assertRefused(MALFORMED, pages.getFirst(), "ends inside its headers");
    pages.getFirst()[40] ^= 1;
    assertRefused(MALFORMED, pages.getFirst(), "No Ogg page is intact");
  }

  /** Puts each packet on a page of its own. */
  private static byte[] oneByPage(byte[] file) {
    byte[][] packets = packets(file);
    List<byte[]> pages = new ArrayList<>(OggBytes.pages(file).subList(0, 2));
    for (int i = 2; i < packets.length; i++) {
      boolean last = i == packets.length - 1;
      long granule = last ? 12_312 : (i - 1) * FRAMES;
      pages.add(OggBytes.page(last ? OggBytes.ENDS : 0, granule, 1, i, packets[i]));
    }
    return OggBytes.join(pages);
  }

  /** The packets of a file of which none goes on from one page to the next. */
  private static byte[][] packets(byte[] file) {
    List<byte[]> packets = new ArrayList<>();
    for (byte[] page : OggBytes.pages(file)) {
      int segments = page[26] & 0xFF;
      int at = 27 + segments;
      int from = at;
      for (int i = 0; i < segments; i++) {
        at += page[27 + i] & 0xFF;
        if ((page[27 + i] & 0xFF) < 255) {
          packets.add(Arrays.copyOfRange(page, from, at));
          from = at;
        }
      }
    }
    return packets.toArray(byte[][]::new);
  }

  /** The same Opus frame with bytes behind it that mean nothing (RFC 6716, section 3.2.5). */
  private static byte[] padded(byte[] packet, int padding) {
    byte[] start = {(byte) (packet[0] | 3), 0x41, -1, (byte) (padding - 254)};
    return join(start, tail(packet, 1), new byte[padding]);
  }
}
