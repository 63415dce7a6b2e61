// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.alac;

import java.nio.ByteBuffer;
import vn.nghe.audio.AudioException;

/**
 * What a decoder has to know, 24 bytes that Apple calls the magic cookie.
 *
 * @param frames samples of each channel in every packet but the last, 1 to 65536
 * @param bits of a sample, 16, 20, 24 or 32
 * @param historyWeight how fast the mean of residuals follows (pb)
 * @param initialHistory the first mean (mb)
 * @param riceLimit the largest parameter of the Rice code (kb)
 * @param channels 1 to 8
 * @param sampleRate samples per second and channel
 */
public record AlacConfig(
    int frames,
    int bits,
    int historyWeight,
    int initialHistory,
    int riceLimit,
    int channels,
    long sampleRate) {
  private static final int LENGTH = 24;

  /** 16 times what Apple's encoder and FFmpeg's write. */
  private static final int MOST_FRAMES = 1 << 16;

  /** What the format has layouts for. */
  private static final int MOST_CHANNELS = 8;

  private static final int MOST_RICE = 30;
  private static final int FRAME_MARK = 0x66726D61; // frma
  private static final int ALAC_MARK = 0x616C6163; // alac

  /**
   * Reads the cookie, alone or behind the boxes that old writers put around it.
   *
   * @param cookie the bytes
   * @param at where they lie in the input, for faults
   * @throws AudioException if it is too short or states what no encoder writes
   */
  public static AlacConfig read(byte[] cookie, long at) {
    ByteBuffer in = ByteBuffer.wrap(cookie);
    // Size, type and content of a box each: 'frma' with a name, 'alac' with a version.
    for (int mark : new int[] {FRAME_MARK, ALAC_MARK}) {
      if (in.remaining() >= 12 && in.getInt(in.position() + 4) == mark) {
        in.position(in.position() + 12);
      }
    }
    if (in.remaining() < LENGTH) {
      throw AudioException.malformed(
          "The ALAC header has " + in.remaining() + " bytes instead of " + LENGTH, at);
    }
    int frames = in.getInt();
    int version = in.get();
    int bits = in.get();
    int historyWeight = in.get() & 0xFF;
    int initialHistory = in.get() & 0xFF;
    int riceLimit = in.get() & 0xFF;
    int channels = in.get() & 0xFF;
    // Longest run of zeros, size of the largest packet, mean bit rate: nothing needs them.
    in.position(in.position() + 2 + 4 + 4);
    long sampleRate = in.getInt() & 0xFFFF_FFFFL;
    if (version != 0) {
      throw AudioException.unsupported(
          "ALAC of version " + version + " is not supported", "export the sound as WAV or FLAC");
    }
    require(frames >= 1 && frames <= MOST_FRAMES, "packets of " + frames + " samples", at);
    require(bits == 16 || bits == 20 || bits == 24 || bits == 32, bits + " bits", at);
    require(channels >= 1 && channels <= MOST_CHANNELS, channels + " channels", at);
    require(riceLimit >= 1 && riceLimit <= MOST_RICE, "a Rice limit of " + riceLimit, at);
    return new AlacConfig(
        frames, bits, historyWeight, initialHistory, riceLimit, channels, sampleRate);
  }

  private static void require(boolean holds, String stated, long at) {
    if (!holds) {
      throw AudioException.malformed("The ALAC header states " + stated, at);
    }
  }
}
