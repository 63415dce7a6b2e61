// SPDX-License-Identifier: Apache-2.0
package vn.nghe.generate;

import java.util.Arrays;
import java.util.Optional;

/**
 * The units of the CTC head that the decoder's tokens write. A token may end within a character, so
 * the bytes of an unfinished one are kept until the next token.
 */
public final class TokenUnits {
  private static final byte[] NOTHING = {};
  private static final int[] NO_UNITS = {};

  private final byte[][] tokenBytes;
  private final CharacterUnits characters;

  /** The units that write a character. */
  @FunctionalInterface
  public interface CharacterUnits {
    /**
     * Spells a character.
     *
     * @return its units, none for what CTC models leave out, such as punctuation; empty if it
     *     cannot be written
     */
    Optional<int[]> of(int codePoint);
  }

  /**
   * What a token adds to a text.
   *
   * @param units in their order
   * @param pending the first bytes of a character that goes on in the next token
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Addition(int[] units, byte[] pending) {}

  /**
   * @param tokenBytes what each token writes, in UTF-8; not to be modified
   * @param characters the units of each character
   */
  public TokenUnits(byte[][] tokenBytes, CharacterUnits characters) {
    this.tokenBytes = tokenBytes;
    this.characters = characters;
  }

  /** Nothing pending. */
  static byte[] none() {
    return NOTHING;
  }

  /**
   * The units of a token.
   *
   * @param pending bytes of the tokens before
   * @return empty if the text could not be written with the units
   */
  Optional<Addition> add(byte[] pending, int token) {
    byte[] more = tokenBytes[token];
    if (more.length == 0) {
      return Optional.empty();
    }
    byte[] bytes = Arrays.copyOf(pending, pending.length + more.length);
    System.arraycopy(more, 0, bytes, pending.length, more.length);
    int[] units = NO_UNITS;
    int at = 0;
    while (at < bytes.length) {
      int length = length(bytes[at]);
      if (length == 0) {
        return Optional.empty();
      }
      if (!continues(bytes, at + 1, Math.min(at + length, bytes.length))) {
        return Optional.empty();
      }
      if (at + length > bytes.length) {
        break;
      }
      int codePoint = codePoint(bytes, at, length);
      Optional<int[]> written = characters.of(codePoint);
      if (written.isEmpty()) {
        return Optional.empty();
      }
      units = joined(units, written.get());
      at += length;
    }
    return Optional.of(new Addition(units, Arrays.copyOfRange(bytes, at, bytes.length)));
  }

  private static int[] joined(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /** Bytes of the character that begins with this one; 0 where none does. */
  private static int length(byte first) {
    if (first >= 0) {
      return 1;
    }
    return switch ((first & 0xFF) >> 4) {
      case 0xC, 0xD -> 2;
      case 0xE -> 3;
      case 0xF -> 4;
      default -> 0;
    };
  }

  /** Whether these bytes go on with a character. */
  private static boolean continues(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The character of as many bytes. */
  private static int codePoint(byte[] bytes, int at, int length) {
    if (length == 1) {
      return bytes[at];
    }
    int codePoint = bytes[at] & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      codePoint = (codePoint << 6) | (bytes[at + i] & 0x3F);
    }
    return codePoint;
  }
}
