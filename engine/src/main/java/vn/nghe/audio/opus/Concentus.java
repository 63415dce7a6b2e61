// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.opus;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusMSDecoder;
import vn.nghe.audio.AudioException;

/** Decodes Opus packets through Concentus, a port of libopus. */
final class Concentus {
  /** What Concentus knows of a way to decode. */
  @FunctionalInterface
  private interface Way {
    int decode(byte[] packet, int length, short[] samples, int mostFrames) throws OpusException;
  }

  private final Way way;

  /** Makes ready for one stream, or for the streams of a surround packet. */
  Concentus(OpusHead head) {
    try {
      if (head.isSimple()) {
        OpusDecoder decoder =
            new OpusDecoder(vn.nghe.audio.opus.OpusDecoder.SAMPLE_RATE, head.channels());
        way = (packet, length, to, most) -> decoder.decode(packet, 0, length, to, 0, most, false);
      } else {
        OpusMSDecoder decoder =
            OpusMSDecoder.create(
                vn.nghe.audio.opus.OpusDecoder.SAMPLE_RATE,
                head.channels(),
                head.streams(),
                head.coupled(),
                head.mapping());
        way =
            (packet, length, to, most) ->
                decoder.decodeMultistream(packet, 0, length, to, 0, most, 0);
      }
    } catch (OpusException e) {
      throw new IllegalArgumentException("The Opus header was not checked", e);
    }
  }

  /**
   * Decodes the next packet.
   *
   * @param packet the packet, from the front
   * @param length its bytes
   * @param samples takes the interleaved 16-bit samples
   * @param mostFrames how many of each channel fit
   * @param at where the packet lies in the input, for faults
   * @return how many of each channel there are
   */
  int decode(byte[] packet, int length, short[] samples, int mostFrames, long at) {
    int frames;
    try {
      frames = way.decode(packet, length, samples, mostFrames);
    } catch (OpusException | RuntimeException | AssertionError e) {
      throw AudioException.malformed("An Opus packet is damaged", at, e);
    }
    if (frames < 0) {
      throw AudioException.malformed("An Opus packet is damaged: error " + frames, at);
    }
    return frames;
  }
}
