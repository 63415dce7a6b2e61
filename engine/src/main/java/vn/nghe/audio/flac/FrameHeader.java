// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import java.util.Locale;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Crc;

/**
 * What stands before the samples of one FLAC frame (RFC 9639, section 9.1).
 *
 * @param number the number of the frame, or of its first sample
 * @param countsSamples which of the two the number is
 * @param blockSize samples of each channel, 1 to 65536
 * @param stereo how two channels are written; {@code INDEPENDENT} for any other number
 */
record FrameHeader(long number, boolean countsSamples, int blockSize, StereoMode stereo) {
  /** Rates by code; 0 stands for "as in STREAMINFO". */
  private static final int[] RATES = {
    0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000
  };

  /** Bits per sample by code; 0 stands for "as in STREAMINFO". */
  private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};

  /** Whether a frame begins at the cursor. */
  static boolean begins(ByteReader in) {
    return in.finds("\u00FF\u00F8", 0) || in.finds("\u00FF\u00F9", 0);
  }

  /**
   * Reads and checks a header.
   *
   * @param in stands at the first byte of the frame
   * @param info what every frame has to agree with
   */
  static FrameHeader read(ByteReader in, StreamInfo info, Crc crc8) {
    long start = in.position();
    if (!begins(in)) {
      throw AudioException.malformed("No FLAC frame begins where one is expected", start);
    }
    boolean countsSamples = (in.bigUnsigned16() & 1) == 1;
    int sizeAndRate = in.unsigned8();
    int channelsAndBits = in.unsigned8();
    long number = codedNumber(in);
    int blockSize = blockSize(in, sizeAndRate >> 4);
    int rate = rate(in, sizeAndRate & 15);
    int bits = BITS[(channelsAndBits >> 1) & 7];
    int assignment = channelsAndBits >> 4;
    long end = in.position();
    if (crc8.of(in, start, end) != in.unsigned8()) {
      throw AudioException.malformed("The check of a FLAC frame header fails", start);
    }
    if (blockSize < 0 || rate < 0 || bits < 0 || assignment > 10 || (channelsAndBits & 1) == 1) {
      throw AudioException.malformed("A FLAC frame header uses a reserved code", start);
    }
    StereoMode stereo = StereoMode.of(assignment);
    int channels = assignment < 8 ? assignment + 1 : 2;
    if (channels != info.channels()
        || (rate != 0 && rate != info.sampleRate())
        || (bits != 0 && bits != info.bitsPerSample())) {
      throw AudioException.malformed(
          String.format(
              Locale.ROOT,
              "A FLAC frame has %d channels, %d bits and %d Hz (0 for as before), not the %d, %d"
                  + " and %d that the file begins with",
              channels,
              bits,
              rate,
              info.channels(),
              info.bitsPerSample(),
              info.sampleRate()),
          start);
    }
    return new FrameHeader(number, countsSamples, blockSize, stereo);
  }

  /** Reads a number of up to 36 bits that is written like UTF-8. */
  private static long codedNumber(ByteReader in) {
    int first = in.unsigned8();
    int ones = Integer.numberOfLeadingZeros(~(first << 24));
    long number = ones > 6 ? 0 : first & (0x7F >> ones);
    for (int i = 1; i < ones; i++) {
      number = (number << 6) | (in.unsigned8() & 0x3F);
    }
    return number;
  }

  private static int blockSize(ByteReader in, int code) {
    return switch (code) {
      case 0 -> -1;
      case 1 -> 192;
      case 2, 3, 4, 5 -> 576 << (code - 2);
      case 6 -> in.unsigned8() + 1;
      case 7 -> in.bigUnsigned16() + 1;
      default -> 256 << (code - 8);
    };
  }

  private static int rate(ByteReader in, int code) {
    return switch (code) {
      case 12 -> in.unsigned8() * 1_000;
      case 13 -> in.bigUnsigned16();
      case 14 -> in.bigUnsigned16() * 10;
      case 15 -> -1;
      default -> RATES[code];
    };
  }
}
