// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.packet;

/**
 * Decodes blocks of bytes that follow one another without anything in between. No block can be
 * malformed: whatever its bytes are, it is sound.
 */
public interface BlockDecoder {
  /** Bytes in every block but the last, at least 1. */
  int blockBytes();

  /** The most samples of each channel that a block gives. */
  int blockFrames();

  /**
   * Decodes the next block.
   *
   * @param block the block, from the front
   * @param length its bytes, 1 to {@link #blockBytes()}; fewer only at the end of the sound
   * @param interleaved takes amplitudes, full scale at -1 and 1: one of each channel, then the next
   *     of each; has room for {@link #blockFrames()} of each channel
   * @return samples of each channel, 0 where the block is too short to hold one
   */
  int decode(byte[] block, int length, float[] interleaved);
}
