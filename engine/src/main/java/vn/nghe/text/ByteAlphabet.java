// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.util.stream.IntStream;

/**
 * The alphabet in which GPT-2 and Whisper write bytes: bytes that are printable in Latin-1 stand
 * for themselves, the other 68, in ascending order, for the characters from U+0100 on.
 */
final class ByteAlphabet {
  private static final int FIRST_STAND_IN = 0x100;

  private static final int[] STAND_INS = standIns();

  private ByteAlphabet() {}

  /** The byte that a character stands for, or -1 where it stands for none. */
  static int byteOf(char character) {
    if (character >= FIRST_STAND_IN) {
      int index = character - FIRST_STAND_IN;
      return index < STAND_INS.length ? STAND_INS[index] : -1;
    }
    return isPrintable(character) ? character : -1;
  }

  private static boolean isPrintable(int value) {
    return (value >= '!' && value <= '~')
        || (value >= 0xA1 && value <= 0xAC)
        || (value >= 0xAE && value <= 0xFF);
  }

  private static int[] standIns() {
    return IntStream.range(0, 256).filter(value -> !isPrintable(value)).toArray();
  }
}
