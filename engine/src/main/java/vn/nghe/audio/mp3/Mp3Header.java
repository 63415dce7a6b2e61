// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.FrameWalk;

/**
 * The four bytes in front of a frame of MPEG audio (ISO/IEC 11172-3 section 2.4.1.3, 13818-3, and
 * the unofficial MPEG-2.5 for lower rates).
 *
 * @param bits the bytes, the first at the top
 */
public record Mp3Header(int bits) implements FrameWalk.Header<Mp3Header> {
  static final int BYTES = 4;

  /** Bytes in the longest frame: layer II at 384 kbit/s and 32 kHz. */
  static final int MOST_BYTES = 144 * 384_000 / 32_000 + 1;

  /** Samples of each channel in the longest frame. */
  static final int MOST_SAMPLES = 1152;

  private static final int[] LAYER_1 = {
    32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448
  };
  private static final int[] LAYER_2 = {
    32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384
  };
  private static final int[] LAYER_3 = {
    32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] LOW_LAYER_1 = {
    32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256
  };
  private static final int[] LOW_LAYER_2_3 = {
    8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] RATES = {44_100, 48_000, 32_000};

  /** Sync, version, layer and sample rate, which stay the same through a stream. */
  private static final int STREAM_BITS = 0xFFFE_0C00;

  /** What {@link #of} finds where there is no header. */
  public static final Mp3Header NONE = new Mp3Header(0);

  /** The header that the bytes are, or {@link #NONE}; one of free format counts as none. */
  static Mp3Header of(int bits) {
    int bitRateIndex = (bits >>> 12) & 15;
    boolean valid = bitRateIndex > 0 && bitRateIndex < 15 && isFreeFormat(bits & ~0xF000);
    return valid ? new Mp3Header(bits) : NONE;
  }

  /** Whether the bytes are a header without bit rate, which does not tell the frame's size. */
  static boolean isFreeFormat(int bits) {
    return bits >>> 21 == 0x7FF
        && ((bits >>> 19) & 3) != 1
        && ((bits >>> 17) & 3) != 0
        && ((bits >>> 12) & 15) == 0
        && ((bits >>> 10) & 3) != 3;
  }

  /**
   * Reads what stands at {@code position}, {@link #NONE} if that is no header before {@code end}.
   */
  public static Mp3Header at(ByteReader in, long position, long end) {
    if (position + BYTES > end) {
      return NONE;
    }
    in.seek(position);
    return of((int) in.bigUnsigned32());
  }

  /** Whether a frame of free format, which does not tell its bit rate, stands at the cursor. */
  public static boolean isFreeFormat(ByteReader in) {
    long cursor = in.position();
    boolean found = in.remaining() >= BYTES && isFreeFormat((int) in.bigUnsigned32());
    in.seek(cursor);
    return found;
  }

  /** Whether a frame may follow one with the other header in the same stream. */
  @Override
  public boolean continues(Mp3Header other) {
    return !equals(NONE)
        && (bits & STREAM_BITS) == (other.bits & STREAM_BITS)
        && channels() == other.channels();
  }

  /** 1, 2 or 3. */
  int layer() {
    return 4 - ((bits >>> 17) & 3);
  }

  /** Whether this is MPEG-1, not MPEG-2 or 2.5, which have lower rates and shorter frames. */
  boolean isMpeg1() {
    return ((bits >>> 19) & 3) == 3;
  }

  int sampleRate() {
    int rate = RATES[(bits >>> 10) & 3];
    return switch ((bits >>> 19) & 3) {
      case 3 -> rate;
      case 2 -> rate / 2;
      default -> rate / 4;
    };
  }

  int channels() {
    return ((bits >>> 6) & 3) == 3 ? 1 : 2;
  }

  /** Samples of each channel in the frame. */
  int samples() {
    return switch (layer()) {
      case 1 -> 384;
      case 2 -> 1152;
      default -> isMpeg1() ? 1152 : 576;
    };
  }

  @Override
  public int frameBytes() {
    if (equals(NONE)) {
      return 0;
    }
    int padding = (bits >>> 9) & 1;
    int bitsPerSecond = bitRate();
    return layer() == 1
        ? (12 * bitsPerSecond / sampleRate() + padding) * 4
        : samples() / 8 * bitsPerSecond / sampleRate() + padding;
  }

  /** Whether a check of 16 bits follows the header. */
  boolean hasCheck() {
    return (bits & 0x1_0000) == 0;
  }

  /** Whether two channels are coded together, wholly or in part. */
  boolean isJoint() {
    return ((bits >>> 6) & 3) == 1;
  }

  /** Of joint stereo in layers I and II, the first subband that both channels share. */
  int firstShared() {
    return isJoint() ? 4 * (((bits >>> 4) & 3) + 1) : 32;
  }

  /** Whether high bands of layer III hold one sound with a direction. */
  boolean isIntensity() {
    return isJoint() && ((bits >>> 4) & 1) == 1;
  }

  /** Whether the channels of layer III are the sum and the difference of left and right. */
  boolean isMiddleAndSide() {
    return isJoint() && ((bits >>> 5) & 1) == 1;
  }

  /** Bits per second. */
  int bitRate() {
    return 1000 * bitRates()[((bits >>> 12) & 15) - 1];
  }

  private int[] bitRates() {
    return switch (layer()) {
      case 1 -> isMpeg1() ? LAYER_1 : LOW_LAYER_1;
      case 2 -> isMpeg1() ? LAYER_2 : LOW_LAYER_2_3;
      default -> isMpeg1() ? LAYER_3 : LOW_LAYER_2_3;
    };
  }
}
