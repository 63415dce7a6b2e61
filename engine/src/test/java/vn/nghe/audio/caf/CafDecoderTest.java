// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.caf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static vn.nghe.audio.AudioException.Reason.MALFORMED;
import static vn.nghe.audio.fixture.Bytes.join;
import static vn.nghe.audio.fixture.Faults.assertRefused;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.input.Decoded;
import vn.nghe.audio.mp4.Mp4Bytes;

final class CafDecoderTest {
  private static final List<byte[]> FRAMES = Mp4Bytes.framesOf(Fixtures.bytes("stereo-44k.aac"));
  private static final float[] SAMPLES = Decoded.of("stereo-44k.aac").samples();

  /** AAC-LC, 44.1 kHz, two channels (ISO/IEC 14496-3, table 1.15). */
  private static final byte[] CONFIG = HexFormat.of().parseHex("1210");

  /** The same inside the descriptors that Apple's encoder writes (ISO/IEC 14496-1, 7.2.6). */
  private static final byte[] DESCRIPTORS =
      HexFormat.of().parseHex("031c000000" + "04114015" + "00".repeat(11) + "05021210" + "060102");

  @Test
  void packetsAreFoundByTheirTableWhereverItStands() {
    byte[] before = file(chunk("kuki", CONFIG), table(0, 0), sound(FRAMES));
    byte[] after = file(chunk("kuki", CONFIG), sound(FRAMES), table(0, 0));
    assertArrayEquals(SAMPLES, Decoded.of(before).samples());
    assertArrayEquals(SAMPLES, Decoded.of(after).samples());
  }

  @Test
  void theConfigurationMayStandInDescriptors() {
    byte[] file = file(chunk("kuki", DESCRIPTORS), sound(FRAMES), table(0, 0));
    assertArrayEquals(SAMPLES, Decoded.of(file).samples());
  }

  @Test
  void theTableSaysWhatToCutOff() {
    byte[] file = file(chunk("kuki", CONFIG), sound(FRAMES), table(5000, 1024));
    assertArrayEquals(Arrays.copyOfRange(SAMPLES, 2 * 1024, 2 * 6024), Decoded.of(file).samples());
  }

  @Test
  void aRecordingWithoutItsTableIsRefused() {
    assertRefused(MALFORMED, file(chunk("kuki", CONFIG), sound(FRAMES)), "lacks its packet table");
  }

  @Test
  void packetsThatGoPastTheSoundAreRefused() {
    List<byte[]> some = FRAMES.subList(0, FRAMES.size() / 2);
    byte[] file = file(chunk("kuki", CONFIG), sound(some), table(0, 0));
    assertRefused(MALFORMED, file, "goes past the sound: the end is missing");
  }

  @Test
  void aTableThatClaimsMoreThanItHasIsRefused() {
    byte[] header = ByteBuffer.allocate(24).putLong(1L << 60).array();
    assertRefused(
        MALFORMED, file(chunk("kuki", CONFIG), chunk("pakt", header), sound(FRAMES)), "claims");
  }

  private static byte[] file(byte[]... chunks) {
    ByteBuffer description = ByteBuffer.allocate(32);
    description.putDouble(44_100).put(ascii("aac ")).putInt(0).putInt(0).putInt(1024).putInt(2);
    byte[] header = HexFormat.of().parseHex("6361666600010000");
    return join(header, chunk("desc", description.array()), join(chunks));
  }

  private static byte[] sound(List<byte[]> packets) {
    return chunk("data", new byte[4], join(packets.toArray(byte[][]::new)));
  }

  private static byte[] table(long validFrames, int primingFrames) {
    ByteBuffer table = ByteBuffer.allocate(24 + 2 * FRAMES.size());
    table.putLong(FRAMES.size()).putLong(validFrames).putInt(primingFrames).putInt(0);
    for (byte[] frame : FRAMES) {
      table.put((byte) (0x80 | frame.length >> 7)).put((byte) (frame.length & 0x7F));
    }
    return chunk("pakt", table.array());
  }

  private static byte[] chunk(String name, byte[]... content) {
    byte[] all = join(content);
    byte[] size = ByteBuffer.allocate(8).putLong(all.length).array();
    return join(ascii(name), size, all);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
