// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.util.Arrays;

/**
 * A Huffman code of layer III (ISO/IEC 11172-3, table B.7). The first bits of a code lead into a
 * table, and those of longer codes from there into a second one.
 */
final class Huffman {
  private static final int FIRST_BITS = 8;
  private static final int LONGEST = 19;
  private static final int VALUE_BITS = 8;

  /** Codes are numbered as in the standard, and the two for four values follow. */
  private static final int QUADS = 32;

  /** Bits that follow a value of 15, by the number of the table. */
  private static final int[] ESCAPE_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 6, 8, 10, 13, 4, 5, 6, 7, 8, 9, 11,
    13
  };

  private static final Huffman[] ALL = read();

  private final int escapeBits;

  /**
   * By the next {@link #FIRST_BITS} bits: length and value of a code, or where its second table
   * begins, negative.
   */
  private final int[] first = new int[1 << FIRST_BITS];

  private int[] second = {};

  private Huffman(int escapeBits) {
    this.escapeBits = escapeBits;
  }

  /**
   * The code for pairs of values.
   *
   * @param number 0 to 31; 0, and 4 and 14, which do not exist, have no bits and mean zeros
   */
  static Huffman ofPairs(int number) {
    return ALL[number];
  }

  /**
   * The code for four values of 0 or 1.
   *
   * @param number 0 or 1
   */
  static Huffman ofQuads(int number) {
    return ALL[QUADS + number];
  }

  /** Bits that follow a value of 15, its excess; 0 if none do. */
  int escapeBits() {
    return escapeBits;
  }

  /** Reads a code. Returns its values: x and y of four bits each, or four of one bit each. */
  int read(FrameBits in) {
    int bits = in.peek(LONGEST);
    int entry = first[bits >> (LONGEST - FIRST_BITS)];
    if (entry < 0) {
      entry = second[-entry - 1 + (bits & ((1 << (LONGEST - FIRST_BITS)) - 1))];
    }
    in.seek(in.position() + (entry >> VALUE_BITS));
    return entry & ((1 << VALUE_BITS) - 1);
  }

  private static Huffman[] read() {
    Huffman[] all = new Huffman[QUADS + 2];
    Arrays.setAll(all, number -> new Huffman(number < QUADS ? ESCAPE_BITS[number] : 0));
    for (String line : Tables.lines("huffman.txt")) {
      int space = line.indexOf(' ');
      int number = Integer.parseInt(line.substring(0, space));
      all[number].fill(line.substring(space + 1));
    }
    // Tables that differ in the bits that follow only.
    for (int number = 17; number < QUADS; number++) {
      if (number != 24) {
        Huffman other = all[number < 24 ? 16 : 24];
        System.arraycopy(other.first, 0, all[number].first, 0, other.first.length);
        all[number].second = other.second;
      }
    }
    return all;
  }

  /** Puts every code wherever its bits lead; codes stand in ascending order. */
  private void fill(String codes) {
    int rest = LONGEST - FIRST_BITS;
    int next = 0;
    int entries = 0;
    for (int at = 0; at < codes.length(); at += 3) {
      int value = Integer.parseInt(codes.substring(at, at + 2), 16);
      int length = Character.digit(codes.charAt(at + 2), 36);
      int entry = length << VALUE_BITS | value;
      int count = 1 << (LONGEST - length);
      if (length <= FIRST_BITS) {
        Arrays.fill(first, next >> rest, (next + count) >> rest, entry);
      } else {
        int start = next >> rest;
        if (first[start] == 0) {
          first[start] = -entries - 1;
          entries += 1 << rest;
          second = Arrays.copyOf(second, entries);
        }
        int from = -first[start] - 1 + (next & ((1 << rest) - 1));
        Arrays.fill(second, from, from + count, entry);
      }
      next += count;
    }
  }
}
