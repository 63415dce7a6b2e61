// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.vorbis;

/**
 * What the set-up of a Vorbis stream says of one codebook (Vorbis I, section 3.2.1).
 *
 * @param dimensions values that a codeword of the book stands for, at least 1
 * @param entries how many codewords there may be, at least 1
 * @param hasValues whether codewords stand for values at all, not just for their number
 */
record Book(int dimensions, int entries, boolean hasValues) {
  private static final int MARK = 0x56_4342;
  private static final int LONGEST_CODEWORD = 32;

  /**
   * What the decoder's tables take: a length, a codeword, two branches of a tree and its values for
   * each entry.
   */
  long cells() {
    return (long) entries * (hasValues ? 4 + dimensions : 4);
  }

  /** Reads the book up to its end. */
  static Book read(VorbisBits in) {
    int mark = in.read(24);
    int dimensions = in.read(16);
    int entries = in.read(24);
    if (mark != MARK || dimensions == 0 || entries == 0) {
      throw in.malformed(
          "A Vorbis codebook has " + entries + " entries of " + dimensions + " values");
    }
    if (in.flag()) {
      skipOrderedLengths(in, entries);
    } else {
      skipLengths(in, entries);
    }
    int lookup = in.read(4);
    if (lookup > 2) {
      throw in.malformed("A Vorbis codebook has the unknown lookup type " + lookup);
    }
    if (lookup > 0) {
      in.skip(32 + 32);
      int bits = in.read(4) + 1;
      in.skip(1);
      long values =
          lookup == 1 ? latticeSide(in, entries, dimensions) : (long) entries * dimensions;
      in.skip(values * bits);
    }
    return new Book(dimensions, entries, lookup > 0);
  }

  private static void skipLengths(VorbisBits in, int entries) {
    boolean sparse = in.flag();
    for (int entry = 0; entry < entries; entry++) {
      if (!sparse || in.flag()) {
        in.skip(5);
      }
    }
  }

  private static void skipOrderedLengths(VorbisBits in, int entries) {
    int length = in.read(5) + 1;
    for (int entry = 0; entry < entries; length++) {
      entry += in.read(Integer.SIZE - Integer.numberOfLeadingZeros(entries - entry));
      if (entry > entries || length > LONGEST_CODEWORD) {
        throw in.malformed("The codewords of a Vorbis codebook exceed its " + entries + " entries");
      }
    }
  }

  /** How many values each dimension chooses from where every combination is an entry. */
  private static int latticeSide(VorbisBits in, int entries, int dimensions) {
    int side = root(entries, dimensions);
    // JOrbis finds the side by powers of 32 bits, and where they overflow reads other values than
    // were checked here. Eight dimensions of three values stay far below.
    if (powerUpTo(side + 1, dimensions, Integer.MAX_VALUE) > Integer.MAX_VALUE) {
      throw in.malformed(
          "A Vorbis codebook has " + entries + " entries for " + dimensions + " dimensions");
    }
    return side;
  }

  /** The greatest number whose {@code power}th power is at most {@code of}. */
  private static int root(int of, int power) {
    int root = (int) Math.floor(Math.pow(of, 1.0 / power));
    while (powerUpTo(root + 1, power, of) <= of) {
      root++;
    }
    while (powerUpTo(root, power, of) > of) {
      root--;
    }
    return root;
  }

  /** A power, or any number above {@code most} if that is what it is. */
  static long powerUpTo(int base, int exponent, long most) {
    long power = 1;
    for (int i = 0; i < exponent && power <= most && base > 1; i++) {
      power *= base;
    }
    return base == 0 ? 0 : power;
  }
}
