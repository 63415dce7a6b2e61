// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.FrameWalk;

/**
 * A frame of an AMR file, as its first byte tells of it (RFC 4867, section 5.3).
 *
 * @param frameBytes its bytes, with the first; 0 if none begins
 */
record AmrFrame(int frameBytes) implements FrameWalk.Header<AmrFrame> {
  static final AmrFrame NONE = new AmrFrame(0);

  /**
   * What begins at {@code position}. A zero does not count: it would be a frame of the lowest rate
   * that its sender marked as damaged, but is far more likely a byte that was erased.
   */
  static AmrFrame at(AmrDecoder.Band band, ByteReader in, long position, long end) {
    if (position >= end) {
      return NONE;
    }
    in.seek(position);
    int header = in.unsigned8();
    return header != 0 && band.begins(header) ? new AmrFrame(band.bytes(header)) : NONE;
  }

  /** {@inheritDoc} Every frame may have another rate. */
  @Override
  public boolean continues(AmrFrame other) {
    return frameBytes > 0;
  }
}
