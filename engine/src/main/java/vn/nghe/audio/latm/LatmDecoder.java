// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.latm;

import java.util.Optional;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.aac.AacBits;
import vn.nghe.audio.aac.AacStream;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmSink;

/**
 * Decodes AAC-LC as a bare stream of LOAS frames: eleven bits of sync, a length, and the
 * multiplexed frames. Bytes between frames are passed over.
 */
public final class LatmDecoder {
  private static final int SYNC = 0x2B7;
  private static final int HEADER = 3;

  /** So many frames in a row make a stream. */
  private static final int CHAIN = 3;

  /** A frame before the first configuration cannot be decoded; broadcasts repeat it soon. */
  private Optional<StreamMux> mux = Optional.empty();

  private Optional<AacStream> stream = Optional.empty();

  private LatmDecoder() {}

  /** Whether a stream begins at the cursor, which stays. */
  public static boolean begins(ByteReader in) {
    long cursor = in.position();
    boolean found = true;
    for (int i = 0; i < CHAIN && found; i++) {
      int length = frameLength(in);
      boolean isLast = length >= 0 && HEADER + length == in.remaining();
      found = length > 0 && HEADER + length <= in.remaining();
      if (isLast && i > 0) {
        break;
      }
      in.seek(found ? in.position() + HEADER + length : cursor);
    }
    in.seek(cursor);
    return found;
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first frame
   */
  public static void decode(ByteReader in, PcmSink sink) {
    new LatmDecoder().decodeAll(in, sink);
  }

  private void decodeAll(ByteReader in, PcmSink sink) {
    byte[] bytes = new byte[1 << 13];
    while (in.remaining() >= HEADER) {
      int length = frameLength(in);
      if (length < 0) {
        in.skip(1, "a byte that is no LOAS frame");
        continue;
      }
      in.skip(HEADER, "a LOAS header");
      in.require(length, "a LOAS frame");
      long start = in.position();
      in.read(bytes, length);
      decodeFrame(new AacBits(bytes, length, start), start, sink);
    }
    stream
        .orElseThrow(
            () -> AudioException.malformed("The LATM stream has no configuration", in.length()))
        .finish();
  }

  private void decodeFrame(AacBits in, long start, PcmSink sink) {
    boolean goesOn = in.flag();
    if (!goesOn) {
      mux = Optional.of(StreamMux.read(in));
    }
    if (mux.isEmpty()) {
      return;
    }
    if (stream.isEmpty()) {
      stream = Optional.of(new AacStream(mux.get().config(), sink));
    }
    for (int i = 0; i < mux.get().frames(); i++) {
      byte[] payload = mux.get().payload(in);
      stream.get().accept(new AacBits(payload, payload.length, start));
    }
  }

  /** Bytes of the frame at the cursor after its header, or -1 where none begins; stays. */
  private static int frameLength(ByteReader in) {
    if (in.remaining() < HEADER) {
      return -1;
    }
    int header = in.bigUnsigned24();
    in.seek(in.position() - HEADER);
    return header >> 13 == SYNC ? header & 0x1FFF : -1;
  }
}
