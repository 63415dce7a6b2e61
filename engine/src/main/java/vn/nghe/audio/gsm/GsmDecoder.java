// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.gsm;

import vn.nghe.audio.packet.BlockDecoder;

/**
 * Decodes GSM full rate: 20 ms of one channel at 8 kHz in a frame of 260 bits. Arithmetic is that
 * of ETSI EN 300 961, section 5.3, bit for bit; steps are named after it.
 */
public final class GsmDecoder implements BlockDecoder {
  /** How frames are packed into bytes. */
  public enum Packing {
    /** One frame in 33 bytes, the highest bit first, after four bits of signature. */
    STANDARD(33, 1),
    /** Two frames in 65 bytes, the lowest bit first: format 49 of WAV (RFC 2361, A.24). */
    WAV49(65, 2);

    private final int bytes;
    private final int frames;

    Packing(int bytes, int frames) {
      this.bytes = bytes;
      this.frames = frames;
    }
  }

  private final Packing packing;
  private final Frame frame = new Frame();
  private final LongTerm longTerm = new LongTerm();
  private final ShortTerm shortTerm = new ShortTerm();
  private final int[] samples = new int[Frame.SAMPLES];

  /**
   * Makes ready for one stream.
   *
   * @param packing how its frames are packed
   */
  public GsmDecoder(Packing packing) {
    this.packing = packing;
  }

  @Override
  public int blockBytes() {
    return packing.bytes;
  }

  @Override
  public int blockFrames() {
    return packing.frames * Frame.SAMPLES;
  }

  /** {@inheritDoc} A block that is not whole gives no sound, because its bits depend on all. */
  @Override
  public int decode(byte[] block, int length, float[] interleaved) {
    if (length < packing.bytes) {
      return 0;
    }
    Bits bits = packing == Packing.WAV49 ? Bits.lowestFirst(block) : Bits.highestFirst(block);
    if (packing == Packing.STANDARD) {
      bits.next(4);
    }
    for (int i = 0; i < packing.frames; i++) {
      frame.read(bits);
      for (int part = 0; part < Frame.PARTS; part++) {
        longTerm.decode(frame, part, samples, part * Frame.PART);
      }
      shortTerm.filter(frame, samples);
      for (int k = 0; k < Frame.SAMPLES; k++) {
        interleaved[i * Frame.SAMPLES + k] = samples[k] / 0x1p15f;
      }
    }
    return blockFrames();
  }
}
