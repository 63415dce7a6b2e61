// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.packet;

/** A codec that takes its packets from whatever container and puts the sound into a sink. */
public interface PacketDecoder {
  /** The longest packet, in bytes, that a codec is handed. */
  int MOST_BYTES = 1 << 20;

  /**
   * How long the sound of the next packet is, by what its first bytes say.
   *
   * @param packet the packet, from the front
   * @param length its bytes, 1 to {@link #MOST_BYTES}
   * @param at where it lies in the input, for faults
   * @return samples of each channel, at least 0
   */
  int frames(byte[] packet, int length, long at);

  /**
   * Decodes the next packet.
   *
   * @param packet the packet, from the front
   * @param length its bytes, 1 to {@link #MOST_BYTES}
   * @param at where it lies in the input, for faults
   * @param keep how many samples of each channel are sound, from the front; what the container says
   *     to cut off the end comes after
   */
  void decode(byte[] packet, int length, long at, int keep);
}
