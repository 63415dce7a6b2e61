// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import vn.nghe.audio.fixture.Bytes;

/** Writes Matroska elements. */
public final class MatroskaBytes {
  /** Stands for a size that the writer left open. */
  static final byte[] OPEN = {1, -1, -1, -1, -1, -1, -1, -1};

  private MatroskaBytes() {}

  public static byte[] header(String docType) {
    return element(0x1A45DFA3, element(0x4282, docType.getBytes(US_ASCII)));
  }

  public static byte[] element(int id, byte[]... children) {
    byte[] data = Bytes.join(children);
    byte[] size = ByteBuffer.allocate(8).putLong(data.length | 1L << 56).array();
    return Bytes.join(id(id), size, data);
  }

  /** The head of an element of unknown size. */
  public static byte[] open(int id) {
    return Bytes.join(id(id), OPEN);
  }

  public static byte[] id(int id) {
    byte[] four = ByteBuffer.allocate(4).putInt(id).array();
    return Arrays.copyOfRange(four, Integer.numberOfLeadingZeros(id) / 8, 4);
  }

  /** A description of a track. */
  public static byte[] track(int number, int type, String codec, byte[]... more) {
    return element(
        0xAE,
        element(0xD7, new byte[] {(byte) number}),
        element(0x83, new byte[] {(byte) type}),
        element(0x86, codec.getBytes(US_ASCII)),
        Bytes.join(more));
  }

  /**
   * A simple block.
   *
   * @param lacing 0 for none, 1 for Xiph, 2 for fixed, 3 for EBML
   * @param body what follows the flags
   */
  public static byte[] block(int track, int lacing, byte[]... body) {
    byte[] head = {(byte) (0x80 | track), 0, 0, (byte) (lacing << 1)};
    return element(0xA3, head, Bytes.join(body));
  }
}
