// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.opus;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.packet.PacketDecoder;
import vn.nghe.audio.packet.PacketSink;

/**
 * Decodes Opus packets (RFC 6716) from any container, always to 48 kHz: below, the library is
 * silent in hybrid mode.
 */
public final class OpusDecoder implements PacketDecoder {
  public static final int SAMPLE_RATE = 48_000;

  /** 120 ms, the longest packet. */
  private static final int MOST_FRAMES = 5760;

  /** Samples of a frame by configuration number: SILK, hybrid and CELT (RFC 6716, table 2). */
  private static final int[] SILK_FRAMES = {480, 960, 1920, 2880};

  private static final int[] HYBRID_FRAMES = {480, 960};
  private static final int[] CELT_FRAMES = {120, 240, 480, 960};
  private static final int FIRST_HYBRID = 12;
  private static final int FIRST_CELT = 16;

  private final PacketSink sink;
  private final int channels;
  private final Concentus concentus;
  private final short[] decoded;
  private final float[] interleaved;
  private final float scale;

  /**
   * Makes ready for one stream.
   *
   * @param sink is told that the stream begins
   */
  public OpusDecoder(OpusHead head, PacketSink sink) {
    this.sink = sink;
    this.channels = head.channels();
    this.concentus = new Concentus(head);
    this.decoded = new short[MOST_FRAMES * channels];
    this.interleaved = new float[MOST_FRAMES * channels];
    // 20 log10 of the factor is the gain in decibels.
    this.scale = (float) (Math.pow(10, head.gain() / 256.0 / 20) / 32_768);
    sink.start(SAMPLE_RATE, channels, head.preSkip());
  }

  /** {@inheritDoc} The first byte and the count that may follow it tell (RFC 6716, section 3). */
  @Override
  public int frames(byte[] packet, int length, long at) {
    int configuration = (packet[0] & 0xFF) >> 3;
    int perFrame =
        configuration < FIRST_HYBRID
            ? SILK_FRAMES[configuration & 3]
            : configuration < FIRST_CELT
                ? HYBRID_FRAMES[configuration & 1]
                : CELT_FRAMES[configuration & 3];
    int count =
        switch (packet[0] & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> length < 2 ? 0 : packet[1] & 63;
        };
    int frames = count * perFrame;
    if (frames == 0 || frames > MOST_FRAMES) {
      throw AudioException.malformed(
          "An Opus packet has " + count + " frames of " + perFrame / 48.0 + " ms", at);
    }
    return frames;
  }

  @Override
  public void decode(byte[] packet, int length, long at, int keep) {
    int frames = concentus.decode(packet, length, decoded, MOST_FRAMES, at);
    for (int i = 0; i < frames * channels; i++) {
      interleaved[i] = decoded[i] * scale;
    }
    sink.accept(interleaved, frames, keep, at);
  }
}
