// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.adpcm;

import vn.nghe.audio.packet.BlockDecoder;

/**
 * Decodes Microsoft ADPCM (RFC 2361, A.2): each sample is predicted from the two before it. A block
 * begins with, for all channels in turn, one byte that chooses a predictor, the step, the second
 * sample and the first sample; then follow differences, the higher half of a byte first.
 */
public final class MicrosoftAdpcm implements BlockDecoder {
  private static final int HEADER = 7;
  private static final int LEAST_STEP = 16;

  /** Beyond it the next step, at most 3 times as large, would not fit an integer. */
  private static final int LARGEST_STEP = Integer.MAX_VALUE / 768;

  /** Predictors of every known encoder, weights of the last sample and of the one before, · 256. */
  private static final int[] WEIGHTS = {
    256, 0, 512, -256, 0, 0, 192, 64, 240, 0, 460, -208, 392, -232
  };

  /** By the size of a difference: growth of the step, · 256. */
  private static final int[] GROWTH = {230, 230, 230, 230, 307, 409, 512, 614, 768};

  private final int channels;
  private final int blockBytes;
  private final int[] weights;
  private final int[] predictor;
  private final int[] step;
  private final int[] last;
  private final int[] lastButOne;

  /**
   * Makes ready for one stream.
   *
   * @param channels how many are interleaved, at least 1
   * @param blockBytes bytes in a block, at least 7 for each channel
   * @param weights pairs of weights as the file lists them, · 256; if there are none, the usual
   */
  public MicrosoftAdpcm(int channels, int blockBytes, int... weights) {
    this.channels = channels;
    this.blockBytes = blockBytes;
    this.weights = weights.length < 2 ? WEIGHTS : weights.clone();
    this.predictor = new int[channels];
    this.step = new int[channels];
    this.last = new int[channels];
    this.lastButOne = new int[channels];
  }

  @Override
  public int blockBytes() {
    return blockBytes;
  }

  @Override
  public int blockFrames() {
    return frames(blockBytes);
  }

  /** {@inheritDoc} A predictor that does not exist is taken for the first. */
  @Override
  public int decode(byte[] block, int length, float[] interleaved) {
    if (length < HEADER * channels) {
      return 0;
    }
    readHeader(block);
    for (int channel = 0; channel < channels; channel++) {
      interleaved[channel] = lastButOne[channel] / 0x1p15f;
      interleaved[channels + channel] = last[channel] / 0x1p15f;
    }
    int frames = frames(length);
    int nibble = 2 * HEADER * channels;
    for (int i = 2 * channels; i < frames * channels; i++, nibble++) {
      int pair = block[nibble >> 1];
      int code = (nibble & 1) == 0 ? (pair >> 4) & 15 : pair & 15;
      interleaved[i] = next(i % channels, code) / 0x1p15f;
    }
    return frames;
  }

  private int frames(int bytes) {
    return 2 + 2 * (bytes - HEADER * channels) / channels;
  }

  private void readHeader(byte[] block) {
    int pairs = weights.length / 2;
    for (int channel = 0; channel < channels; channel++) {
      int chosen = block[channel] & 0xFF;
      predictor[channel] = chosen < pairs ? chosen : 0;
      step[channel] = Math.max(LEAST_STEP, Halves.little16(block, channels + 2 * channel));
      last[channel] = Halves.little16(block, 3 * channels + 2 * channel);
      lastButOne[channel] = Halves.little16(block, 5 * channels + 2 * channel);
    }
  }

  private int next(int channel, int code) {
    int signed = code < 8 ? code : code - 16;
    int first = weights[2 * predictor[channel]];
    int second = weights[2 * predictor[channel] + 1];
    int expected = (last[channel] * first + lastButOne[channel] * second) / 256;
    int sample = Halves.saturate((long) expected + (long) signed * step[channel]);
    int grown = (int) (((long) step[channel] * GROWTH[Math.abs(signed)]) >> 8);
    step[channel] = Math.clamp(grown, LEAST_STEP, LARGEST_STEP);
    lastButOne[channel] = last[channel];
    last[channel] = sample;
    return sample;
  }
}
