// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.nghe.audio.AudioException.Reason.EMPTY;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.AudioException.Reason.UNSUPPORTED;
import static vn.nghe.audio.fixture.Bytes.filled;
import static vn.nghe.audio.fixture.Bytes.head;
import static vn.nghe.audio.fixture.Bytes.join;
import static vn.nghe.audio.fixture.Faults.assertRefused;
import static vn.nghe.audio.matroska.MatroskaBytes.block;
import static vn.nghe.audio.matroska.MatroskaBytes.element;
import static vn.nghe.audio.matroska.MatroskaBytes.header;
import static vn.nghe.audio.matroska.MatroskaBytes.open;
import static vn.nghe.audio.matroska.MatroskaBytes.track;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.input.Decoded;

final class MatroskaDecoderTest {
  private static final int SEGMENT = 0x18538067;
  private static final int TRACKS = 0x1654AE6B;
  private static final int CLUSTER = 0x1F43B675;
  private static final int VOID = 0xEC;
  private static final int CODEC_PRIVATE = 0x63A2;

  private static final byte[] OPUS_HEAD = {
    'O', 'p', 'u', 's', 'H', 'e', 'a', 'd', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final byte[] OPUS = track(2, 2, "A_OPUS", element(CODEC_PRIVATE, OPUS_HEAD));
  private static final byte[] VIDEO = track(1, 1, "V_VP8");

  /** Three CELT frames of 2.5 ms of silence, of one, two and three bytes. */
  private static final byte[] ONE = {(byte) 0xE0};

  private static final byte[] TWO = {(byte) 0xE0, -1};
  private static final byte[] THREE = {(byte) 0xE0, -1, -1};
  private static final int FRAMES = 120;

  @Test
  void flacIsTheSourceToTheBit() {
    assertArrayEquals(Fixtures.pcm16("stereo-44k.wav"), Decoded.of("stereo-44k.mka").samples());
  }

  @Test
  void liveAndSizedAreTheSameSound() {
    assertArrayEquals(
        Decoded.of("speech-sized.webm").samples(), Decoded.of("speech-live.webm").samples());
  }

  @Test
  void lacedPacketsAreThoseOfTheOggFileTheyCameFrom() {
    float[] ogg = Decoded.of("stereo-44k.ogg").samples();
    float[] laced = Decoded.of("laced.mka").samples();
    assertArrayEquals(ogg, Arrays.copyOf(laced, ogg.length));
  }

  @Test
  void everyLacingDividesABlock() {
    byte[] body = join(ONE, THREE, TWO);
    assertEquals(3 * FRAMES, frames(block(2, 1, new byte[] {2, 1, 3}, body)));
    // The second size is 3, coded as its difference of 2 to the first: 0x80 | (2 + 63).
    assertEquals(3 * FRAMES, frames(block(2, 3, new byte[] {2, (byte) 0x81, (byte) 0xC1}, body)));
    assertEquals(3 * FRAMES, frames(block(2, 2, new byte[] {2}, TWO, TWO, TWO)));
    assertEquals(FRAMES, frames(block(2, 0, THREE)));
    byte[] padded = join(new byte[] {(byte) 0xE3, 0x41, -1, 46}, new byte[300]);
    byte[] sizes = {1, -1, (byte) (padded.length - 255)};
    assertEquals(2 * FRAMES, frames(block(2, 1, sizes, padded, TWO)));
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "3, 3", "2, 1", "1, 0", "3, 0"})
  void packetsThatDoNotFillTheirBlockAreRefused(int lacing, int size) {
    byte[] sizes = {1, (byte) (lacing == 3 ? 0x80 | 9 : 9)};
    byte[] block = block(2, lacing, head(sizes, lacing == 2 ? 1 : 2), new byte[size]);
    assertRefused(MALFORMED, file(block), "packets of a Matroska block");
  }

  @Test
  void blocksOfOtherTracksArePassedOver() {
    assertEquals(FRAMES, frames(block(1, 0, filled(9, 50)), block(2, 0, ONE), block(3, 0, TWO)));
  }

  @Test
  void elementsWithoutMeaningArePassedOver() {
    byte[] file =
        join(
            header("matroska"),
            open(SEGMENT),
            element(VOID, new byte[70]),
            element(TRACKS, element(VOID, new byte[3]), VIDEO, OPUS),
            open(CLUSTER),
            element(0xE7, new byte[] {0}),
            block(2, 0, ONE),
            element(VOID),
            element(CLUSTER, element(0xE7, new byte[] {1}), block(2, 0, ONE)),
            open(CLUSTER),
            block(2, 0, ONE),
            element(0x1C53BB6B, filled(7, 30)));
    assertEquals(3 * FRAMES, Decoded.of(file).samples().length);
  }

  @Test
  void aBlockGroupTellsWhatToCutOffItsEnd() {
    // 1 ms, that is 48 of 120 samples.
    byte[] discard = element(0x75A2, new byte[] {0x0F, 0x42, 0x40});
    byte[] block = element(0xA1, new byte[] {(byte) 0x82, 0, 0, 0}, TWO);
    assertEquals(FRAMES - 48, frames(element(0xA0, block, discard)));
    assertEquals(FRAMES - 48, frames(element(0xA0, discard, block)));
    assertEquals(FRAMES, frames(element(0xA0, block, element(0x75A2, new byte[] {-1}))));
    assertEquals(FRAMES, frames(element(0xA0, block)));
    // Five samples last 104,166.7 ns, which the writer cuts to whole ones.
    byte[] five = element(0x75A2, new byte[] {1, (byte) 0x96, (byte) 0xE6});
    assertEquals(FRAMES - 5, frames(element(0xA0, block, five)));
  }

  @Test
  void filesThatFollowOneAnotherAreJoined() {
    byte[] chromium = Fixtures.bytes("chromium.webm");
    float[] once = Decoded.of(chromium).samples();
    float[] twice = Decoded.of(join(chromium, chromium)).samples();
    assertArrayEquals(once, Arrays.copyOfRange(twice, once.length, 2 * once.length));
    byte[] many = join(Collections.nCopies(1001, file(block(2, 0, ONE))).toArray(byte[][]::new));
    assertRefused(MALFORMED, many, "More than 1000 Matroska files");
  }

  @Test
  void whatFollowsASegmentOfKnownSizeIsOfNoAccount() {
    byte[] file =
        join(
            header("webm"),
            element(SEGMENT, element(TRACKS, OPUS), element(CLUSTER, block(2, 0, ONE))),
            new byte[100]);
    assertEquals(FRAMES, Decoded.of(file).samples().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium.webm", "firefox.webm", "speech-sized.webm"})
  void aBlockThatIsCutOffIsRefused(String fixture) {
    byte[] file = Fixtures.bytes(fixture);
    assertRefused(MALFORMED, head(file, file.length / 2), "end is missing");
  }

  @Test
  void otherCodecsAreRefusedByName() {
    assertRefused(UNSUPPORTED, tracks(track(1, 2, "A_AC3")), "Matroska with AC-3 inside");
    assertRefused(UNSUPPORTED, tracks(track(1, 2, "A_REAL/COOK")), "Matroska with A_REAL/COOK");
    byte[] both = tracks(track(1, 2, "A_AC3"), OPUS);
    assertEquals(FRAMES, Decoded.of(join(both, block(2, 0, ONE))).samples().length);
    assertRefused(UNSUPPORTED, tracks(track(1, 2, "A_\u0001\n")), "Matroska with A_?? inside");
  }

  @Test
  void changedBlocksAreRefusedByName() {
    byte[] encryption = element(0x6240, element(0x5033, new byte[] {1}), element(0x5035));
    byte[] compression = element(0x6240, element(0x5034, element(0x4254, new byte[] {0})));
    assertRefused(UNSUPPORTED, encoded(encryption), "Matroska with encrypted A_OPUS inside");
    assertRefused(UNSUPPORTED, encoded(compression), "Matroska with compressed A_OPUS inside");
  }

  @Test
  void bytesThatEveryPacketBeginsWithMayBeLeftOut() {
    byte[] mp3 = Fixtures.bytes("stereo-44k-plain.mp3");
    byte[] prefix = {mp3[0], mp3[1]};
    byte[] algorithm = element(0x4254, new byte[] {3});
    byte[] stripped = element(0x5034, join(algorithm, element(0x4255, prefix)));
    byte[] encodings = element(0x6D80, element(0x6240, stripped));
    byte[] file = tracks(track(1, 2, "A_MPEG/L3", encodings));
    // 64 kbit/s at 44.1 kHz: 208 bytes, or 209 where the padding bit is set.
    for (int at = 0; at < mp3.length; ) {
      int size = 208 + (mp3[at + 2] >> 1 & 1);
      file = join(file, block(1, 0, Arrays.copyOfRange(mp3, at + 2, at + size)));
      at += size;
    }
    assertArrayEquals(Decoded.of("stereo-44k-plain.mp3").samples(), Decoded.of(file).samples());
  }

  @Test
  void aFilmWithoutSoundIsEmpty() {
    assertRefused(EMPTY, Fixtures.bytes("silent-film.webm"), "no audio track");
  }

  @Test
  void otherKindsOfEbmlAreRefusedByName() {
    assertRefused(UNSUPPORTED, header("mkx"), "EBML of the kind 'mkx'");
  }

  @Test
  void aFileWithoutTracksIsRefused() {
    assertRefused(MALFORMED, join(header("webm"), open(SEGMENT)), "lacks its tracks");
    byte[] early = join(header("webm"), open(SEGMENT), open(CLUSTER), block(2, 0, ONE));
    assertRefused(MALFORMED, early, "lacks its tracks");
  }

  @Test
  void aFlacTrackWithoutStreamInfoIsRefused() {
    byte[] mark = {'f', 'L', 'a', 'C'};
    byte[] tracks = element(TRACKS, track(1, 2, "A_FLAC", element(CODEC_PRIVATE, mark)));
    assertRefused(MALFORMED, join(header("matroska"), open(SEGMENT), tracks), "STREAMINFO");
  }

  @Test
  void sizesThatAreOpenWhereTheyMayNotAreRefused() {
    byte[] file = join(header("webm"), open(SEGMENT), open(TRACKS), OPUS);
    assertRefused(MALFORMED, file, "1654AE6B does not tell its size");
  }

  @Test
  void bytesThatAreNoElementAreRefusedWithTheirPlace() {
    byte[] good = file(block(2, 0, ONE));
    AudioException fault = assertRefused(MALFORMED, join(good, new byte[9]), "No Matroska element");
    assertEquals(good.length, fault.offset().orElseThrow());
  }

  private static byte[] encoded(byte[] encoding) {
    return tracks(track(2, 2, "A_OPUS", element(0x6D80, encoding)));
  }

  private static byte[] tracks(byte[]... tracks) {
    return join(header("webm"), open(SEGMENT), element(TRACKS, tracks));
  }

  private static byte[] file(byte[]... blocks) {
    return join(tracks(VIDEO, OPUS), open(CLUSTER), join(blocks));
  }

  private static int frames(byte[]... blocks) {
    return Decoded.of(file(blocks)).samples().length;
  }
}
