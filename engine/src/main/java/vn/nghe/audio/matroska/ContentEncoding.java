// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.matroska;

import vn.nghe.audio.io.ByteReader;

/**
 * What was done to the blocks of a track once they were coded (RFC 9559, section 5.1.4.1.31).
 *
 * @param description what was done that is not undone here, empty or with a blank after it
 * @param prefix bytes that every packet begins with and that were left out
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record ContentEncoding(String description, byte[] prefix) {
  static final ContentEncoding NONE = new ContentEncoding("", new byte[0]);

  private static final int ENCODING = 0x6240;
  private static final int ENCRYPTION = 0x5035;
  private static final int COMPRESSION = 0x5034;
  private static final int ALGORITHM = 0x4254;
  private static final int SETTINGS = 0x4255;
  private static final int SCOPE = 0x5032;

  private static final int ZLIB = 0;
  private static final int HEADER_STRIPPING = 3;

  /** Bit of a scope: it says that blocks are changed, not only the codec's set-up. */
  private static final int BLOCKS = 1;

  /** No codec's packets have more in common. */
  private static final int LONGEST_PREFIX = 1 << 10;

  boolean isUndone() {
    return description.isEmpty();
  }

  /**
   * Reads the encodings of a track.
   *
   * @param encodings the element that holds them
   */
  static ContentEncoding read(ByteReader in, Ebml encodings) {
    long scope = BLOCKS;
    boolean isEncrypted = false;
    boolean isCompressed = false;
    long algorithm = ZLIB;
    int count = 0;
    byte[] prefix = {};
    encodings.requireKnownEnd();
    in.seek(encodings.start());
    while (in.position() < encodings.end()) {
      Ebml child = Ebml.next(in, encodings.end());
      switch (child.id()) {
        // Walks into these, whose parts pass by in one row.
        case ENCODING -> {
          count++;
          continue;
        }
        case COMPRESSION -> {
          isCompressed = true;
          continue;
        }
        case ENCRYPTION -> isEncrypted = true;
        case SCOPE -> scope = child.unsigned(in);
        case ALGORITHM -> algorithm = child.unsigned(in);
        case SETTINGS -> prefix = child.data(in, LONGEST_PREFIX);
        default -> {}
      }
      child.skip(in);
    }
    if (isEncrypted) {
      return new ContentEncoding("encrypted ", new byte[0]);
    }
    if (!isCompressed) {
      return NONE;
    }
    boolean isStripped = count == 1 && scope == BLOCKS && algorithm == HEADER_STRIPPING;
    return isStripped
        ? new ContentEncoding("", prefix)
        : new ContentEncoding("compressed ", new byte[0]);
  }
}
