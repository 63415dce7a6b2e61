// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmSink;

/** Reads AMR files: a name, then frames (RFC 4867, section 5). */
public final class AmrFileDecoder {
  private static final String NARROW = "#!AMR\n";
  private static final String WIDE = "#!AMR-WB\n";
  private static final String MANY_CHANNELS = "_MC1.0\n";

  /** The highest rate of wideband has 61. */
  private static final int MOST_FRAME_BYTES = 64;

  private AmrFileDecoder() {}

  /** Whether such a file begins at the cursor. */
  public static boolean begins(ByteReader in) {
    return in.finds("#!AMR", 0);
  }

  /**
   * Decodes a whole file.
   *
   * @param in stands at the first byte of a file that is known to be AMR
   */
  public static void decode(ByteReader in, PcmSink sink) {
    AmrDecoder.Band band = AmrDecoder.Band.NARROW;
    if (in.finds(WIDE, 0)) {
      band = AmrDecoder.Band.WIDE;
    } else if (!in.finds(NARROW, 0)) {
      boolean isMany = in.finds(MANY_CHANNELS, 5) || in.finds(MANY_CHANNELS, 8);
      throw AudioException.unsupported(
          isMany
              ? "AMR with several channels is not supported"
              : "AMR with an unknown header is not supported",
          "send AMR with one channel, or WAV");
    }
    in.skip((band == AmrDecoder.Band.WIDE ? WIDE : NARROW).length(), "the AMR header");
    sink.start(band.sampleRate(), 1);
    AmrDecoder decoder = new AmrDecoder(band);
    byte[] frame = new byte[MOST_FRAME_BYTES];
    float[] samples = new float[band.frame()];
    while (in.remaining() > 0) {
      int header = in.unsigned8();
      if (!band.begins(header)) {
        throw AudioException.malformed("An AMR frame begins with " + header, in.position() - 1);
      }
      int rest = band.bytes(header) - 1;
      in.require(rest, "an AMR frame");
      frame[0] = (byte) header;
      byte[] body = new byte[rest];
      in.read(body, rest);
      System.arraycopy(body, 0, frame, 1, rest);
      decoder.decode(frame, 0, 1 + rest, samples);
      sink.accept(samples, samples.length);
    }
  }
}
