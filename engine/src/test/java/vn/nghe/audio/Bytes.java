// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Cuts and pastes files. */
final class Bytes {
  private Bytes() {}

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] head(byte[] bytes, int count) {
    return Arrays.copyOf(bytes, count);
  }

  static byte[] tail(byte[] bytes, int start) {
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }

  static byte[] filled(int value, int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
