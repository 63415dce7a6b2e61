// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/**
 * What a FLAC file says of itself before its first frame.
 *
 * @param sampleRate samples per second and channel
 * @param channels 1 to 8
 * @param bitsPerSample 4 to 32
 * @param blockSize samples of a frame where all have as many but the last, else 0
 * @param totalSamples samples of each channel, 0 where the encoder could not tell
 */
public record StreamInfo(
    int sampleRate, int channels, int bitsPerSample, int blockSize, long totalSamples) {
  private static final int STREAMINFO = 0;
  private static final int STREAMINFO_BYTES = 34;
  private static final int FORBIDDEN_TYPE = 127;

  /**
   * Reads the metadata blocks (RFC 9639, section 8); all but STREAMINFO are passed over.
   *
   * @param in stands after the marker {@code fLaC}; in the end, at the first frame
   */
  static StreamInfo read(ByteReader in) {
    in.require(4 + STREAMINFO_BYTES, "the FLAC STREAMINFO block");
    int header = in.unsigned8();
    int length = in.bigUnsigned24();
    if ((header & 0x7F) != STREAMINFO || length != STREAMINFO_BYTES) {
      throw AudioException.malformed(
          "FLAC begins with a metadata block of type "
              + (header & 0x7F)
              + " and "
              + length
              + " bytes instead of STREAMINFO",
          in.position());
    }
    long start = in.position();
    int leastBlock = in.bigUnsigned16();
    int mostBlock = in.bigUnsigned16();
    in.skip(6, "the sizes of frames, which each frame tells too");
    // 20 bits of sample rate, 3 of channels, 5 of bits per sample, 36 of length.
    long high = in.bigUnsigned32();
    long low = in.bigUnsigned32();
    in.skip(16, "the MD5 of the sound; each frame has a check of its own");
    StreamInfo info =
        new StreamInfo(
            (int) (high >> 12),
            (int) ((high >> 9) & 7) + 1,
            (int) ((high >> 4) & 31) + 1,
            leastBlock == mostBlock ? leastBlock : 0,
            ((high & 15) << 32) | low);
    if (info.bitsPerSample < 4) {
      throw AudioException.malformed(
          "FLAC STREAMINFO states " + info.bitsPerSample + " bits per sample", start);
    }
    while ((header & 0x80) == 0) {
      in.require(4, "a FLAC metadata block");
      header = in.unsigned8();
      if ((header & 0x7F) == FORBIDDEN_TYPE) {
        throw AudioException.malformed("A FLAC metadata block has type 127", in.position() - 1);
      }
      in.skip(in.bigUnsigned24(), "a FLAC metadata block");
    }
    return info;
  }
}
