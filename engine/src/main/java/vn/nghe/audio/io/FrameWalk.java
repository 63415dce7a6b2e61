// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.io;

/**
 * Walks over the whole frames of a stream without container, as MP3 and AAC have it. Between frames
 * it passes over known tags, and over anything else of any length; after such a gap, and where the
 * format changes, frames count again where {@value #CHAIN} in a row, or all to the end, stand where
 * the ones before them say.
 *
 * @param <H> the header of a frame
 */
public final class FrameWalk<H extends FrameWalk.Header<H>> {
  private static final int CHAIN = 3;

  /** How far from the start of a file its first frame may be: after a picture, for example. */
  private static final long LONGEST_LEAD = 16 << 20;

  /** What stands before each frame. */
  public interface Header<H> {
    /** Bytes of the header and the frame; 0 if this is no header. */
    int frameBytes();

    /** Whether this is a header, and its frame may follow one with the other header. */
    boolean continues(H other);
  }

  /** Reads headers. */
  @FunctionalInterface
  public interface Reader<H> {
    /** What stands at {@code position}, which is no header unless it ends before {@code end}. */
    H at(ByteReader in, long position, long end);
  }

  private final ByteReader in;
  private final Reader<H> reader;
  private final long end;
  private H header;
  private boolean begun;
  private boolean changes;
  private long start;
  private long next;
  private long skipped;
  private long skippedFrom;
  private boolean endsInside;

  /**
   * Starts at the cursor.
   *
   * @param none the header that is none
   */
  public FrameWalk(ByteReader in, Reader<H> reader, H none) {
    this.in = in;
    this.reader = reader;
    this.header = none;
    this.next = in.position();
    this.end = Tags.soundEnd(in);
  }

  /** Whether a stream begins at the cursor or after it; the cursor stays. */
  public static <H extends Header<H>> boolean beginsNear(ByteReader in, Reader<H> reader, H none) {
    long cursor = in.position();
    FrameWalk<H> walk = new FrameWalk<>(in, reader, none);
    boolean found = walk.find(cursor, Math.min(cursor + LONGEST_LEAD, walk.end)) >= 0;
    in.seek(cursor);
    return found;
  }

  /**
   * Moves to the next whole frame.
   *
   * @return whether there is one
   */
  public boolean advance() {
    in.seek(next);
    Tags.skipAll(in);
    next = Math.min(end, in.position());
    long found = isInStep() ? next : find(next, end);
    skippedFrom = next;
    skipped = found < 0 ? withoutZeros() : found - next;
    if (found < 0) {
      endsInside |= skipped > 0 && mayBeCutHeader();
      return false;
    }
    H candidate = at(found);
    if (found + candidate.frameBytes() > end) {
      endsInside = true;
      skipped = found - next;
      return false;
    }
    changes = begun && !candidate.continues(header);
    begun = true;
    header = candidate;
    start = found;
    next = found + candidate.frameBytes();
    return true;
  }

  /** The header of the frame that was moved to. */
  public H header() {
    return header;
  }

  /** Index of the first byte of the frame that was moved to. */
  public long start() {
    return start;
  }

  /** Whether the frame has another format than the one before it. */
  public boolean changes() {
    return changes;
  }

  /** How many bytes before the frame, or at the end, are neither frame nor known tag. */
  public long skipped() {
    return skipped;
  }

  /** Where in the input the skipped bytes begin. */
  public long skippedFrom() {
    return skippedFrom;
  }

  /** Whether the input ends inside a frame, once there is no next whole one. */
  public boolean endsInside() {
    return endsInside;
  }

  private H at(long position) {
    return reader.at(in, position, end);
  }

  /**
   * Whether a frame stands where the one before it ends. If nothing stands where it ends itself,
   * but frames begin before that, its length is wrong.
   */
  private boolean isInStep() {
    H candidate = at(next);
    if (!begun || !candidate.continues(header)) {
      return false;
    }
    long after = next + candidate.frameBytes();
    if (after == end || (after < end && at(after).continues(candidate))) {
      return true;
    }
    return find(next + 1, Math.min(after, end)) < 0;
  }

  /** Where frames begin from {@code from} on and before {@code limit}, or -1. */
  private long find(long from, long limit) {
    for (long at = from; at < limit; at++) {
      if (chainBegins(at, at == from && !begun)) {
        return at;
      }
    }
    return -1;
  }

  /**
   * Whether frames in a row begin.
   *
   * @param mayBeCut whether the first of them may be cut off by the end
   */
  private boolean chainBegins(long from, boolean mayBeCut) {
    H first = at(from);
    if (first.frameBytes() == 0) {
      return false;
    }
    boolean isSame = begun && first.continues(header);
    H frame = first;
    long at = from;
    for (int i = 0; i < CHAIN; i++) {
      if (i > 0) {
        frame = at(at);
        if (!frame.continues(first)) {
          return at == end && (i > 1 || isSame || mayBeCut);
        }
      }
      at += frame.frameBytes();
      if (at > end) {
        return i > 0 || mayBeCut;
      }
    }
    return true;
  }

  /** How many bytes are left; none if they are zeros that fill up the end. */
  private long withoutZeros() {
    in.seek(next);
    while (in.position() < end) {
      if (in.unsigned8() != 0) {
        return end - next;
      }
    }
    return 0;
  }

  /** Whether what is left may be the first bytes of a header. */
  private boolean mayBeCutHeader() {
    in.seek(next);
    return skipped < 8 && in.finds("\u00FF", 0);
  }
}
