// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.wav;

import java.nio.ByteOrder;
import vn.nghe.audio.io.ByteReader;

/**
 * Numbers of a RIFF file: the lowest byte first, or, in RIFX, the highest.
 *
 * @param in the file
 * @param order of the bytes of a number
 */
record RiffFields(ByteReader in, ByteOrder order) {

  int unsigned16() {
    return isBig() ? in.bigUnsigned16() : in.littleUnsigned16();
  }

  long unsigned32() {
    return isBig() ? in.bigUnsigned32() : in.littleUnsigned32();
  }

  private boolean isBig() {
    return order == ByteOrder.BIG_ENDIAN;
  }
}
