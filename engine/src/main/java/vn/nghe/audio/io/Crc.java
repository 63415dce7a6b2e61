// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.io;

/** A cyclic redundancy check that takes the highest bit first and starts from zero. */
public final class Crc {
  private static final int BUFFER = 1 << 12;

  private final int width;
  private final int[] table = new int[256];
  private final byte[] buffer = new byte[BUFFER];

  /**
   * Prepares a check.
   *
   * @param width bits of the check, 8, 16 or 32
   * @param polynomial its generator without the highest term
   */
  public Crc(int width, int polynomial) {
    this.width = width;
    for (int value = 0; value < table.length; value++) {
      int remainder = value << (width - 8);
      for (int bit = 0; bit < 8; bit++) {
        boolean divides = ((remainder >> (width - 1)) & 1) == 1;
        remainder = (remainder << 1) ^ (divides ? polynomial : 0);
      }
      table[value] = remainder & mask();
    }
  }

  /** The check of the bytes between two positions; leaves the cursor at {@code end}. */
  public int of(ByteReader in, long start, long end) {
    in.seek(start);
    int crc = 0;
    while (in.position() < end) {
      int count = (int) Math.min(BUFFER, end - in.position());
      in.read(buffer, count);
      for (int i = 0; i < count; i++) {
        crc = next(crc, buffer[i]);
      }
    }
    return crc;
  }

  /** The check of the first {@code count} bytes of an array. */
  public int of(byte[] bytes, int count) {
    int crc = 0;
    for (int i = 0; i < count; i++) {
      crc = next(crc, bytes[i]);
    }
    return crc;
  }

  private int next(int crc, byte value) {
    return ((crc << 8) & mask()) ^ table[(crc >>> (width - 8)) ^ (value & 0xFF)];
  }

  private int mask() {
    return -1 >>> (32 - width);
  }
}
