// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioWarning;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.FrameWalk;
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
    decodeFrames(in, sink, band);
  }

  private static void decodeFrames(ByteReader in, PcmSink sink, AmrDecoder.Band band) {
    FrameWalk<AmrFrame> frames =
        new FrameWalk<>(in, (input, at, end) -> AmrFrame.at(band, input, at, end), AmrFrame.NONE);
    AmrDecoder decoder = new AmrDecoder(band);
    byte[] frame = new byte[MOST_FRAME_BYTES];
    float[] samples = new float[band.frame()];
    int before = 0;
    while (frames.advance()) {
      int length = frames.header().frameBytes();
      if (frames.skipped() > 0) {
        // The rate changes seldom, so what was there was most likely as long as its neighbours.
        long lost = before == 0 ? 0 : Math.round(2.0 * frames.skipped() / (before + length));
        sink.lose(
            lost * band.frame(),
            frames.skipped() + " bytes between AMR frames are no frame",
            frames.skippedFrom());
      }
      in.seek(frames.start());
      in.read(frame, length);
      decoder.decode(frame, 0, length, samples);
      sink.accept(samples, samples.length);
      before = length;
    }
    if (frames.endsInside()) {
      sink.warn(
          AudioWarning.Kind.TRUNCATED,
          "The input ends inside an AMR frame: its end is missing",
          in.length());
    } else if (frames.skipped() > 0) {
      sink.warn(
          AudioWarning.Kind.SKIPPED,
          frames.skipped() + " bytes after the AMR frames are passed over",
          frames.skippedFrom());
    }
  }
}
