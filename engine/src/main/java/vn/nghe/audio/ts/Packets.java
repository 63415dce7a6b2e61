// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.ts;

import java.util.Optional;
import vn.nghe.audio.io.ByteReader;

/** Walks over the packets of a transport stream (ISO/IEC 13818-1, 2.4.3.2). */
final class Packets {
  private static final String SYNC = "G";
  private static final int PACKET = 188;

  /** Cameras put a time of four bytes before each packet; some receivers add 16 bytes of checks. */
  private static final int[] STEPS = {PACKET, 192, 204};

  /** So many packets in a row make a stream. */
  private static final int CHAIN = 4;

  private final ByteReader in;
  private final int step;
  private long next;
  private int id;
  private boolean beginsUnit;
  private long payload;
  private int payloadBytes;

  private Packets(ByteReader in, long first, int step) {
    this.in = in;
    this.next = first;
    this.step = step;
  }

  /** The packets that begin within one packet's length of the cursor, which stays. */
  static Optional<Packets> find(ByteReader in) {
    for (int step : STEPS) {
      for (int at = 0; at < step; at++) {
        if (isChain(in, at, step)) {
          return Optional.of(new Packets(in, in.position() + at, step));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isChain(ByteReader in, int at, int step) {
    for (int i = 0; i < CHAIN; i++) {
      long ahead = at + (long) i * step;
      if (!in.finds(SYNC, ahead)) {
        return i > 1 && ahead >= in.remaining();
      }
    }
    return true;
  }

  /**
   * Moves to the next packet that is whole.
   *
   * @return whether there is one
   */
  boolean advance() {
    while (next + PACKET <= in.length()) {
      in.seek(next);
      if (in.unsigned8() == SYNC.charAt(0)) {
        read();
        next += step;
        return true;
      }
      // Something is lost or added: the next sync byte counts that another follows.
      next++;
      while (next + PACKET <= in.length() && !isInStep()) {
        next++;
      }
    }
    return false;
  }

  private boolean isInStep() {
    in.seek(next);
    return in.finds(SYNC, 0) && (next + step >= in.length() || in.finds(SYNC, step));
  }

  private void read() {
    int flags = in.bigUnsigned16();
    boolean isDamaged = (flags & 0x8000) != 0;
    beginsUnit = (flags & 0x4000) != 0;
    id = flags & 0x1FFF;
    int control = in.unsigned8();
    boolean isScrambled = (control & 0xC0) != 0;
    boolean hasPayload = (control & 0x10) != 0;
    int header = 4;
    if ((control & 0x20) != 0) {
      header += 1 + in.unsigned8();
    }
    payload = next + header;
    payloadBytes = isDamaged || isScrambled || !hasPayload ? 0 : Math.max(0, PACKET - header);
  }

  /** Which stream the packet belongs to. */
  int id() {
    return id;
  }

  /** Whether a table or a piece of a track begins with the packet. */
  boolean beginsUnit() {
    return beginsUnit;
  }

  /** Index of the first byte that the packet carries. */
  long payload() {
    return payload;
  }

  /** How many bytes it carries. */
  int payloadBytes() {
    return payloadBytes;
  }
}
