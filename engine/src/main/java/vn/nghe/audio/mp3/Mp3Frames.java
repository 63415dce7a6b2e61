// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Tags;

/**
 * Walks over the whole frames of an MPEG audio stream. Between frames it passes over tags, and over
 * up to {@value #LONGEST_GAP} bytes of anything else; after such a gap frames count again where
 * {@value #CHAIN} in a row, or all to the end, stand where the ones before them say.
 */
public final class Mp3Frames {
  /** Some frames' worth: the longest of layer III has 1441 bytes. */
  private static final int LONGEST_GAP = 4096;

  private static final int CHAIN = 3;

  private final ByteReader in;
  private final long end;
  private Mp3Header header = Mp3Header.NONE;
  private long start;
  private long next;
  private boolean endsInside;

  /**
   * Starts at the cursor.
   *
   * @param end where tags at the end of the input begin
   */
  Mp3Frames(ByteReader in, long end) {
    this.in = in;
    this.end = end;
    this.next = in.position();
  }

  /** Whether a stream begins at the cursor or near it; the cursor stays. */
  public static boolean beginNear(ByteReader in) {
    long cursor = in.position();
    Mp3Frames frames = new Mp3Frames(in, Tags.soundEnd(in));
    boolean found = frames.chainBegins(cursor, true) || frames.findChain(cursor) >= 0;
    in.seek(cursor);
    return found;
  }

  /** Whether a frame stands at the cursor that does not tell its bit rate; the cursor stays. */
  public static boolean isFreeFormat(ByteReader in) {
    long cursor = in.position();
    boolean found =
        in.remaining() >= Mp3Header.BYTES && Mp3Header.isFreeFormat((int) in.bigUnsigned32());
    in.seek(cursor);
    return found;
  }

  /**
   * Moves to the next whole frame.
   *
   * @return whether there is one
   * @throws AudioException if too much lies between frames
   */
  boolean advance() {
    in.seek(next);
    Tags.skipId3v2(in);
    next = in.position();
    boolean inStep =
        header.equals(Mp3Header.NONE) ? chainBegins(next, true) : headerAt(next).continues(header);
    if (!inStep) {
      long found = findChain(next);
      if (found < 0) {
        requireNearEnd();
        endsInside = endsInsideHeader();
        return false;
      }
      next = found;
    }
    Mp3Header candidate = headerAt(next);
    if (next + candidate.frameBytes() > end) {
      endsInside = true;
      return false;
    }
    header = candidate;
    start = next;
    next += candidate.frameBytes();
    return true;
  }

  /** The header of the frame that was moved to. */
  Mp3Header header() {
    return header;
  }

  /** Index of the first byte of the frame that was moved to. */
  long start() {
    return start;
  }

  /** Whether the input ends inside a frame, once there is no next whole one. */
  boolean endsInside() {
    return endsInside;
  }

  private Mp3Header headerAt(long position) {
    if (position + Mp3Header.BYTES > end) {
      return Mp3Header.NONE;
    }
    in.seek(position);
    return Mp3Header.of((int) in.bigUnsigned32());
  }

  /** Where frames begin again in the gap from {@code from}, or -1. */
  private long findChain(long from) {
    for (long at = from + 1; at <= from + LONGEST_GAP && at < end; at++) {
      if (chainBegins(at, false)) {
        return at;
      }
    }
    return -1;
  }

  private boolean chainBegins(long from, boolean mayBeCutOff) {
    Mp3Header first = header.equals(Mp3Header.NONE) ? headerAt(from) : header;
    long at = from;
    for (int i = 0; i < CHAIN; i++) {
      Mp3Header frame = headerAt(at);
      if (!frame.continues(first)) {
        return i > 0 && at == end;
      }
      at += frame.frameBytes();
      if (at > end) {
        return mayBeCutOff;
      }
    }
    return true;
  }

  private boolean endsInsideHeader() {
    in.seek(next);
    return end - next < Mp3Header.BYTES && in.finds("\u00FF", 0);
  }

  private void requireNearEnd() {
    if (end - next > LONGEST_GAP) {
      throw AudioException.malformed("No MP3 frame follows in " + LONGEST_GAP + " bytes", next);
    }
  }
}
