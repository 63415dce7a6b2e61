// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import java.util.Arrays;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/** How a Matroska block divides into packets (RFC 9559, section 10.3). */
final class Lacing {
  private static final int NONE = 0;
  private static final int XIPH = 1;
  private static final int FIXED = 2;
  private static final int FULL = 255;

  private final ByteReader in;
  private final Ebml block;

  private Lacing(ByteReader in, Ebml block) {
    this.in = in;
    this.block = block;
  }

  /**
   * Reads what stands before the packets.
   *
   * @param in stands after the number of the track; in the end, at the first packet
   * @param block the block, whose end is known
   * @return the bytes of each packet, all of which lie in the block
   */
  static long[] read(ByteReader in, Ebml block) {
    return new Lacing(in, block).read();
  }

  private long[] read() {
    in.skip(2, "the time of a Matroska block");
    int kind = (in.unsigned8() >> 1) & 3;
    long[] sizes = new long[kind == NONE ? 1 : in.unsigned8() + 1];
    if (kind == FIXED) {
      Arrays.fill(sizes, left() / sizes.length);
    }
    for (int i = 0; kind != FIXED && i < sizes.length - 1; i++) {
      sizes[i] =
          kind == XIPH ? readXiph() : i == 0 ? Ebml.readSize(in) : sizes[i - 1] + readDifference();
      if (sizes[i] < 0 || sizes[i] > left()) {
        throw exceeded();
      }
    }
    long before = Arrays.stream(sizes, 0, sizes.length - 1).sum();
    sizes[sizes.length - 1] = left() - before;
    // Fixed sizes that leave a rest show here too.
    if (left() < before || (kind == FIXED && sizes[sizes.length - 1] != sizes[0])) {
      throw exceeded();
    }
    return sizes;
  }

  private long readXiph() {
    long size = 0;
    int part;
    do {
      part = in.unsigned8();
      size += part;
    } while (part == FULL);
    return size;
  }

  /** A number of variable length whose middle stands for 0. */
  private long readDifference() {
    long start = in.position();
    long value = Ebml.readNumber(in);
    long bytes = in.position() - start;
    return value - ((1L << (7 * bytes - 1)) - 1);
  }

  private long left() {
    return block.end() - in.position();
  }

  private AudioException exceeded() {
    return AudioException.malformed(
        "The packets of a Matroska block do not fill it", block.start());
  }
}
