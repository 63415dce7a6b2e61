// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.adpcm;

import java.util.Arrays;
import vn.nghe.audio.packet.BlockDecoder;

/**
 * Decodes IMA ADPCM as Apple packs it ({@code ima4} of AIFF-C, CAF and QuickTime): for each channel
 * in turn 34 bytes with 64 samples, two of them the last sample before, without its lowest seven
 * bits, and the index of the step; then differences, the lower half of a byte first.
 */
public final class AppleImaAdpcm implements BlockDecoder {
  private static final int PACKET = 34;
  private static final int SAMPLES = 64;
  private static final int INDEX = 0x7F;

  private final Channel[] channels;

  /**
   * Makes ready for one stream.
   *
   * @param channels how many are interleaved, at least 1
   */
  public AppleImaAdpcm(int channels) {
    this.channels = new Channel[channels];
    Arrays.setAll(this.channels, i -> new Channel());
  }

  @Override
  public int blockBytes() {
    return PACKET * channels.length;
  }

  @Override
  public int blockFrames() {
    return SAMPLES;
  }

  @Override
  public int decode(byte[] block, int length, float[] interleaved) {
    if (length < blockBytes()) {
      return 0;
    }
    for (int channel = 0; channel < channels.length; channel++) {
      int at = PACKET * channel;
      begin(channels[channel], Halves.big16(block, at));
      for (int i = 0; i < SAMPLES; i++) {
        int pair = block[at + 2 + i / 2];
        int code = (i & 1) == 0 ? pair & 15 : (pair >> 4) & 15;
        interleaved[i * channels.length + channel] = channels[channel].next(code);
      }
    }
    return SAMPLES;
  }

  /** Where a block goes on from the one before, the seven bits that it lacks are known. */
  private static void begin(Channel channel, int header) {
    int sample = header & ~INDEX;
    int index = header & INDEX;
    boolean goesOn = index == channel.index() && Math.abs(sample - channel.sample()) <= INDEX;
    channel.set(goesOn ? channel.sample() : sample, index);
  }
}
