// SPDX-License-Identifier: Apache-2.0
package vn.nghe.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What each CTC class adds to the text, as UTF-8: whole letters, tone marks, or parts of either.
 */
public final class Vocabulary {
  private final byte[][] unitBytes;

  private Vocabulary(byte[][] unitBytes) {
    this.unitBytes = unitBytes;
  }

  /**
   * Classes that are written as they are called: letters, tone marks, space.
   *
   * @param classes name and number of each class; numbers run from 0 without a gap
   */
  public static Vocabulary ofCharacters(Map<String, Integer> classes) {
    byte[][] unitBytes = new byte[classes.size()][];
    classes.forEach((name, number) -> unitBytes[number] = name.getBytes(StandardCharsets.UTF_8));
    return new Vocabulary(unitBytes);
  }

  /**
   * Classes of a byte-level BPE: each character of a name stands for one byte, by GPT-2's table.
   * What looks like {@code <|special|>} or has characters outside the table adds nothing to the
   * text.
   *
   * @param classes as for {@link #ofCharacters}
   */
  public static Vocabulary ofByteLevelBpe(Map<String, Integer> classes) {
    byte[][] unitBytes = new byte[classes.size()][];
    classes.forEach((name, number) -> unitBytes[number] = bytes(name));
    return new Vocabulary(unitBytes);
  }

  /** What each class adds to the text, by its number; not to be modified. */
  public byte[][] unitBytes() {
    return unitBytes;
  }

  /** What a class adds to the text; not to be modified. */
  byte[] unitBytes(int unit) {
    return unitBytes[unit];
  }

  private static byte[] bytes(String name) {
    if (name.startsWith("<|") && name.endsWith("|>")) {
      return new byte[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length());
    for (int i = 0; i < name.length(); i++) {
      int value = ByteAlphabet.byteOf(name.charAt(i));
      if (value < 0) {
        return new byte[0];
      }
      bytes.write(value);
    }
    return bytes.toByteArray();
  }
}
