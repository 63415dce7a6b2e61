// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.util.Optional;
import vn.nghe.audio.io.ByteReader;

/**
 * What an encoder wrote into a first frame that holds no sound: the Xing or Info header with LAME's
 * extension, or Fraunhofer's VBRI header.
 *
 * @param frames frames of sound in the stream, 0 where it is not said
 * @param bytes bytes in the stream from this frame on, 0 where it is not said
 * @param samplesBefore samples of each channel that come out of the decoder before the sound
 * @param samplesAfter samples of each channel that come out of the decoder after the sound
 */
record EncoderInfo(long frames, long bytes, int samplesBefore, int samplesAfter) {
  /** Says nothing. */
  static final EncoderInfo SILENT = new EncoderInfo(0, 0, 0, 0);

  private static final String XING = "Xing";
  private static final String INFO = "Info";
  private static final String VBRI = "VBRI";
  private static final int VBRI_OFFSET = Mp3Header.BYTES + 32;
  private static final int CONTENTS_TABLE_BYTES = 100;

  /** From the encoder's name to the delays in LAME's extension. */
  private static final int DELAYS_OFFSET = 21;

  /** Samples by which the decoder's filter bank lags, as LAME counts them. */
  private static final int DECODER_DELAY = 529;

  /**
   * Reads the first frame.
   *
   * @param start where the frame begins; it lies whole in the input
   * @return nothing if the frame is one of sound
   */
  static Optional<EncoderInfo> read(ByteReader in, long start, Mp3Header header) {
    in.seek(start);
    int xing = xingOffset(header);
    if (header.layer() != 3) {
      return Optional.empty();
    }
    if (in.finds(VBRI, VBRI_OFFSET)) {
      in.skip(VBRI_OFFSET + 10, "the VBRI header");
      long bytes = in.bigUnsigned32();
      return Optional.of(new EncoderInfo(in.bigUnsigned32(), bytes, 0, 0));
    }
    if (in.finds(XING, xing) || in.finds(INFO, xing)) {
      in.skip(xing + XING.length(), "the Xing header");
      return Optional.of(readXing(in));
    }
    return Optional.empty();
  }

  private static EncoderInfo readXing(ByteReader in) {
    long present = in.bigUnsigned32();
    long frames = (present & 1) == 0 ? 0 : in.bigUnsigned32();
    long bytes = (present & 2) == 0 ? 0 : in.bigUnsigned32();
    in.skip((present & 4) == 0 ? 0 : CONTENTS_TABLE_BYTES, "the Xing header");
    in.skip((present & 8) == 0 ? 0 : 4, "the Xing header");
    // FFmpeg writes the extension as LAME does, under its libraries' names.
    if (!(in.finds("LAME", 0) || in.finds("Lavf", 0) || in.finds("Lavc", 0))) {
      return new EncoderInfo(frames, bytes, 0, 0);
    }
    in.skip(DELAYS_OFFSET, "the LAME header");
    int delays = in.bigUnsigned24();
    int padding = delays & 0xFFF;
    return new EncoderInfo(
        frames, bytes, (delays >> 12) + DECODER_DELAY, Math.max(0, padding - DECODER_DELAY));
  }

  /** Where the header stands: after the side information of a frame without a check. */
  private static int xingOffset(Mp3Header header) {
    boolean mono = header.channels() == 1;
    return Mp3Header.BYTES + (header.isMpeg1() ? (mono ? 17 : 32) : (mono ? 9 : 17));
  }
}
