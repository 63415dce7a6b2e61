// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.ogg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.nghe.audio.fixture.Bytes;

/** Takes Ogg files apart and puts them together, page by page. */
public final class OggBytes {
  public static final int BEGINS = 2;
  public static final int ENDS = 4;

  private OggBytes() {}

  /** The pages of a file without damage. */
  public static List<byte[]> pages(byte[] file) {
    List<byte[]> pages = new ArrayList<>();
    for (int at = 0; at < file.length; at += pages.getLast().length) {
      int segments = file[at + 26] & 0xFF;
      int length = 27 + segments;
      for (int i = 0; i < segments; i++) {
        length += file[at + 27 + i] & 0xFF;
      }
      pages.add(Arrays.copyOfRange(file, at, at + length));
    }
    return pages;
  }

  public static byte[] join(List<byte[]> pages) {
    return Bytes.join(pages.toArray(byte[][]::new));
  }

  /** A page whose packets all end on it. */
  public static byte[] page(int flags, long granule, int serial, int sequence, byte[]... packets) {
    ByteArrayOutputStream lacing = new ByteArrayOutputStream();
    for (byte[] packet : packets) {
      for (int left = packet.length; left >= 0; left -= 255) {
        lacing.write(Math.min(left, 255));
      }
    }
    return laced(flags, granule, serial, sequence, lacing.toByteArray(), Bytes.join(packets));
  }

  /** A page with the lacing as given. */
  public static byte[] laced(
      int flags, long granule, int serial, int sequence, byte[] lacing, byte[] body) {
    ByteBuffer header = ByteBuffer.allocate(27).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {'O', 'g', 'g', 'S', 0, (byte) flags});
    header.putLong(granule).putInt(serial).putInt(sequence).putInt(0).put((byte) lacing.length);
    return sealed(Bytes.join(header.array(), lacing, body));
  }

  /** The same page with its check made right. */
  public static byte[] sealed(byte[] page) {
    byte[] right = page.clone();
    ByteBuffer buffer = ByteBuffer.wrap(right).order(ByteOrder.LITTLE_ENDIAN).putInt(22, 0);
    // The plain definition, bit by bit: an independent check of the table.
    int crc = 0;
    for (byte value : right) {
      crc ^= value << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc << 1) ^ (crc < 0 ? 0x04C1_1DB7 : 0);
      }
    }
    buffer.putInt(22, crc);
    return right;
  }

  /** Makes the check of every whole page right in place, of whatever bytes. */
  public static void sealAll(byte[] file) {
    int at = 0;
    while (at + 27 <= file.length) {
      int length = 27 + (file[at + 26] & 0xFF);
      for (int i = at + 27; i < Math.min(at + 27 + (file[at + 26] & 0xFF), file.length); i++) {
        length += file[i] & 0xFF;
      }
      boolean isPage = file[at] == 'O' && file[at + 1] == 'g' && file[at + 2] == 'g';
      if (!isPage || file[at + 3] != 'S' || at + length > file.length) {
        at++;
        continue;
      }
      byte[] page = sealed(Arrays.copyOfRange(file, at, at + length));
      System.arraycopy(page, 0, file, at, length);
      at += length;
    }
  }
}
