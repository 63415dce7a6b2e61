// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import java.util.Arrays;

/**
 * One Huffman code of AAC. All of them are canonical: the codewords of one length are successive
 * numbers, and the next length goes on where the one before ends.
 */
final class Codebook {
  private final int values;
  private final int smallest;
  private final int radix;
  private final int[] counts;
  private final int[] symbols;

  /**
   * Takes a code as its tables give it.
   *
   * @param values how many values a codeword stands for
   * @param smallest the smallest of them
   * @param radix how many different ones there are
   * @param counts numbers of codewords of 1, 2, 3… bits
   * @param symbols what the codewords stand for, in their order: the values' distances from the
   *     smallest as digits of a number, the first one the highest
   */
  Codebook(int values, int smallest, int radix, String counts, String symbols) {
    this.values = values;
    this.smallest = smallest;
    this.radix = radix;
    this.counts = numbers(counts);
    this.symbols = numbers(symbols);
  }

  /** How many values a codeword stands for. */
  int values() {
    return values;
  }

  /** Reads one codeword and puts its values into {@code target} from {@code at} on. */
  void read(AacBits in, int[] target, int at) {
    int symbol = symbol(in);
    for (int i = values - 1; i >= 0; i--) {
      target[at + i] = symbol % radix + smallest;
      symbol /= radix;
    }
  }

  /** Reads one codeword of a code whose codewords stand for one value. */
  int read(AacBits in) {
    return symbol(in) + smallest;
  }

  private int symbol(AacBits in) {
    int code = 0;
    int first = 0;
    int before = 0;
    for (int count : counts) {
      code = (code << 1) | in.bit();
      first <<= 1;
      if (code - first < count) {
        return symbols[before + code - first];
      }
      first += count;
      before += count;
    }
    throw new IllegalStateException("The code is complete, so its longest codewords end above");
  }

  private static int[] numbers(String text) {
    return Arrays.stream(text.strip().split("\\s+")).mapToInt(Integer::parseInt).toArray();
  }
}
