// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.adts;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Tags;

/**
 * Walks over the frames of AAC in a bare stream. Between frames it passes over up to {@value
 * #LONGEST_GAP} bytes of anything else; after such a gap, and at the start, frames count where
 * {@value #CHAIN} in a row, or all to the end, stand where the ones before them say.
 */
public final class AdtsFrames {
  /** Some frames' worth: 128 kbit/s at 44.1 kHz makes 371 bytes each. */
  private static final int LONGEST_GAP = 4096;

  private static final int CHAIN = 3;

  private final ByteReader in;
  private final long end;
  private AdtsHeader header = AdtsHeader.NONE;
  private long start;
  private long next;

  /**
   * Starts at the cursor.
   *
   * @param end where tags at the end of the input begin
   */
  public AdtsFrames(ByteReader in, long end) {
    this.in = in;
    this.end = end;
    this.next = in.position();
  }

  /** Whether a stream begins at the cursor or near it; the cursor stays. */
  public static boolean beginNear(ByteReader in) {
    long cursor = in.position();
    AdtsFrames frames = new AdtsFrames(in, Tags.soundEnd(in));
    boolean found = frames.findChain(cursor) >= 0;
    in.seek(cursor);
    return found;
  }

  /**
   * Moves to the next frame.
   *
   * @return whether there is one
   * @throws AudioException if too much lies between frames, or the input ends inside one
   */
  public boolean advance() {
    if (next == end) {
      return false;
    }
    AdtsHeader candidate = AdtsHeader.at(in, next, end);
    if (header.equals(AdtsHeader.NONE) || !candidate.continues(header)) {
      long found = findChain(next);
      if (found < 0) {
        if (end - next > LONGEST_GAP) {
          throw AudioException.malformed("No AAC frame follows in " + LONGEST_GAP + " bytes", next);
        }
        return false;
      }
      next = found;
      candidate = AdtsHeader.at(in, next, end);
    }
    if (candidate.frameBytes() > end - next) {
      throw AudioException.malformed("The input ends inside an AAC frame: its end is missing", end);
    }
    header = candidate;
    start = next;
    next += header.frameBytes();
    return true;
  }

  /** The header of the frame that was moved to. */
  public AdtsHeader header() {
    return header;
  }

  /** Index of the first byte of its header. */
  public long start() {
    return start;
  }

  /** Where frames begin at or after {@code from}, or -1. */
  private long findChain(long from) {
    for (long at = from; at <= from + LONGEST_GAP && at < end; at++) {
      if (chainBegins(at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean chainBegins(long from) {
    AdtsHeader first = header.equals(AdtsHeader.NONE) ? AdtsHeader.at(in, from, end) : header;
    long at = from;
    for (int i = 0; i < CHAIN; i++) {
      AdtsHeader frame = AdtsHeader.at(in, at, end);
      if (!frame.continues(first)) {
        return i > 0 && at == end;
      }
      at += frame.frameBytes();
      if (at > end) {
        return i > 0;
      }
    }
    return true;
  }
}
