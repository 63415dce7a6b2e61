// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.latm;

import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.FrameWalk;

/**
 * A frame of a LOAS stream (ISO/IEC 14496-3, {@code AudioSyncStream}): eleven bits of sync and
 * thirteen of length come first.
 *
 * @param frameBytes its bytes, with those; 0 if none begins
 */
record LoasFrame(int frameBytes) implements FrameWalk.Header<LoasFrame> {
  static final LoasFrame NONE = new LoasFrame(0);

  /** Bytes before what a frame holds. */
  static final int HEADER = 3;

  /** Bytes that the longest frame holds. */
  static final int MOST_BYTES = (1 << 13) - 1;

  private static final int SYNC = 0x2B7;

  /** What begins at {@code position}. */
  static LoasFrame at(ByteReader in, long position, long end) {
    if (end - position < HEADER) {
      return NONE;
    }
    in.seek(position);
    int header = in.bigUnsigned24();
    int length = header & MOST_BYTES;
    return header >> 13 == SYNC && length > 0 ? new LoasFrame(HEADER + length) : NONE;
  }

  @Override
  public boolean continues(LoasFrame other) {
    return frameBytes > 0;
  }
}
