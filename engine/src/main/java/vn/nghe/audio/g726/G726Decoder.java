// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.g726;

import vn.nghe.audio.packet.BlockDecoder;

/**
 * Decodes G.726: one channel of codes of 2 to 5 bits, which follow one another without gaps. Gives
 * the uniform samples before they would be compressed to µ-law or A-law. Arithmetic is that of
 * ITU-T G.726 (12/90), section 4, bit for bit, with what annex A says of uniform output.
 */
public final class G726Decoder implements BlockDecoder {
  /** Which bits of a byte the first code takes. */
  public enum Order {
    /** From the lowest: RTP (RFC 3551, 4.5.4), AU. */
    LOWEST_FIRST,
    /** From the highest: AAL2 (ITU-T I.366.2), WAV. */
    HIGHEST_FIRST
  }

  /** A multiple of 2, 3, 4 and 5 bytes, so that codes do not cross the ends of blocks. */
  private static final int BLOCK = 960;

  private final Quantiser quantiser;
  private final Order order;
  private final Scale scale = new Scale();
  private final Predictor predictor;

  /**
   * Makes ready for one stream.
   *
   * @param bits in a code, 2 to 5
   * @param order of the codes in a byte
   */
  public G726Decoder(int bits, Order order) {
    this.quantiser = Quantiser.of(bits);
    this.order = order;
    this.predictor = new Predictor(bits);
  }

  @Override
  public int blockBytes() {
    return BLOCK;
  }

  @Override
  public int blockFrames() {
    return 8 * BLOCK / quantiser.bits();
  }

  @Override
  public int decode(byte[] block, int length, float[] interleaved) {
    int bits = quantiser.bits();
    int count = 8 * length / bits;
    for (int i = 0, at = 0; i < count; i++, at += bits) {
      interleaved[i] = next(code(block, at, bits)) / 0x1p15f;
    }
    return count;
  }

  private int code(byte[] block, int at, int bits) {
    int octet = at >> 3;
    int next = octet + 1 < block.length ? block[octet + 1] & 0xFF : 0;
    int mask = (1 << bits) - 1;
    if (order == Order.LOWEST_FIRST) {
      return (((next << 8) | (block[octet] & 0xFF)) >> (at & 7)) & mask;
    }
    return ((((block[octet] & 0xFF) << 8) | next) >> (16 - bits - (at & 7))) & mask;
  }

  /** Takes the next code. Returns a sample on the scale of 16 bits. */
  private int next(int code) {
    predictor.predict();
    int size = scale.difference(quantiser.logDifference(code));
    int difference = quantiser.isNegative(code) ? -size : size;
    int sample = predictor.predicted() + difference;
    boolean isTransition = predictor.isTransition(size, scale.slow());
    predictor.adapt(difference, quantiser.isNegative(code), sample, isTransition);
    scale.adapt(
        quantiser.scaleMove(code), quantiser.speedMove(code), predictor.isTone(), isTransition);
    return Math.clamp(4L * sample, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
