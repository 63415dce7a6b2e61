// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.adpcm;

import java.util.Arrays;
import vn.nghe.audio.packet.BlockDecoder;

/**
 * Decodes IMA ADPCM as Microsoft packs it (format 17 of WAV): a block begins with the first sample
 * and the index of the step of each channel in turn, 4 bytes each; then come differences, 8 of each
 * channel in turn, the lower half of a byte first.
 */
public final class ImaAdpcm implements BlockDecoder {
  private static final int WORD = 4;
  private static final int CODES_PER_WORD = 8;

  private final Channel[] channels;
  private final int blockBytes;

  /**
   * Makes ready for one stream.
   *
   * @param channels how many are interleaved, at least 1
   * @param blockBytes bytes in a block, at least 4 for each channel
   */
  public ImaAdpcm(int channels, int blockBytes) {
    this.channels = new Channel[channels];
    Arrays.setAll(this.channels, i -> new Channel());
    this.blockBytes = blockBytes;
  }

  @Override
  public int blockBytes() {
    return blockBytes;
  }

  @Override
  public int blockFrames() {
    return frames(blockBytes);
  }

  @Override
  public int decode(byte[] block, int length, float[] interleaved) {
    int count = channels.length;
    if (length < WORD * count) {
      return 0;
    }
    for (int channel = 0; channel < count; channel++) {
      int at = WORD * channel;
      channels[channel].set(Halves.little16(block, at), block[at + 2] & 0xFF);
      interleaved[channel] = channels[channel].sample() / 0x1p15f;
    }
    int frames = frames(length);
    for (int from = 1; from < frames; from += CODES_PER_WORD) {
      int group = WORD * count * (1 + from / CODES_PER_WORD);
      for (int channel = 0; channel < count; channel++) {
        for (int i = 0; i < CODES_PER_WORD; i++) {
          int pair = block[group + WORD * channel + i / 2];
          int code = (i & 1) == 0 ? pair & 15 : (pair >> 4) & 15;
          interleaved[(from + i) * count + channel] = channels[channel].next(code);
        }
      }
    }
    return frames;
  }

  private int frames(int bytes) {
    int words = bytes / (WORD * channels.length) - 1;
    return 1 + CODES_PER_WORD * words;
  }
}
