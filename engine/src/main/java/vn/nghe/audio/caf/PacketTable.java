// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.caf;

import java.util.List;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmSink;
import vn.nghe.audio.pcm.PcmTrim;

/**
 * The sizes of the packets of a CAF file, and what of their sound counts ({@code pakt} chunk). It
 * is read where it lies, twice at most.
 */
final class PacketTable {
  /** No packet of a codec that is taken is longer. */
  static final int MOST_BYTES = 1 << 20;

  private static final int HEADER = 24;

  private final long entries;
  private final long end;
  private final long count;
  private final long validFrames;
  private final long primingFrames;
  private ByteReader in = ByteReader.of(new byte[0]);
  private long next;
  private long sizeOfAll;
  private boolean hasFrames;

  private PacketTable(long entries, long end, long count, long validFrames, long primingFrames) {
    this.entries = entries;
    this.end = end;
    this.count = count;
    this.validFrames = validFrames;
    this.primingFrames = primingFrames;
  }

  static PacketTable read(ByteReader in, long size) {
    long start = in.position();
    if (size < HEADER) {
      throw AudioException.malformed("The CAF pakt chunk has only " + size + " bytes", start);
    }
    long count = in.big64();
    long validFrames = in.big64();
    long primingFrames = in.bigUnsigned32();
    in.skip(4, "the frames to cut off the end, which follow from the others");
    return new PacketTable(in.position(), start + size, count, validFrames, primingFrames);
  }

  /** How many packets there are. */
  long count() {
    return count;
  }

  /** Cuts off what is there for the codec alone. */
  PcmSink trimmed(PcmSink sink) {
    long from = Math.clamp(primingFrames, 0, 1 << 16);
    long to = validFrames > 0 ? from + validFrames : Long.MAX_VALUE;
    return new PcmTrim(sink, List.of(new PcmTrim.Span(from, to)));
  }

  /** Stands before the first packet again. */
  void rewind(ByteReader input, CafFormat format) {
    in = input;
    next = entries;
    sizeOfAll = format.bytesPerPacket();
    hasFrames = format.framesPerPacket() == 0;
    if (sizeOfAll == 0 && count > end - entries) {
      throw AudioException.malformed(
          "The CAF pakt chunk claims " + count + " packets in " + (end - entries) + " bytes",
          entries);
    }
  }

  /** Bytes of the next packet, at most {@link #MOST_BYTES}. */
  int nextSize() {
    if (sizeOfAll > 0) {
      return require(sizeOfAll);
    }
    in.seek(next);
    long size = readNumber();
    if (hasFrames) {
      readNumber();
    }
    next = in.position();
    return require(size);
  }

  private int require(long size) {
    if (size > MOST_BYTES) {
      throw AudioException.malformed("A CAF packet claims " + size + " bytes", next);
    }
    return (int) size;
  }

  /** Seven bits in each byte, the highest first; all but the last byte have the eighth set. */
  private long readNumber() {
    long value = 0;
    int part;
    do {
      if (in.position() >= end) {
        throw AudioException.malformed("The CAF pakt chunk ends inside its packets", end);
      }
      part = in.unsigned8();
      value = (value << 7) | (part & 0x7F);
    } while (part > 0x7F && value < MOST_BYTES);
    return value;
  }
}
