// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp4;

import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmLayout;
import vn.nghe.audio.pcm.SoundStream;

/**
 * What a sample entry says of the sound, whatever its codec (QuickTime File Format, sound sample
 * descriptions).
 *
 * @param channels how many are interleaved, at least 1
 * @param bits of a sample
 * @param sampleRate samples per second and channel
 * @param flags what version 2 says of uncompressed samples
 */
record SoundFields(int channels, int bits, long sampleRate, long flags) {

  /**
   * Reads them.
   *
   * @param entry a sample entry of sound
   * @throws vn.nghe.audio.AudioException if the engine does not take such sound
   */
  static SoundFields read(ByteReader in, Box entry) {
    in.seek(entry.body());
    in.skip(8, "an MP4 sample description");
    int version = in.bigUnsigned16();
    in.skip(6, "an MP4 sample description");
    long channels = in.bigUnsigned16();
    int bits = in.bigUnsigned16();
    in.skip(4, "an MP4 sample description");
    // 16 bits of it are below the point.
    long sampleRate = in.bigUnsigned32() >>> 16;
    long flags = 0;
    if (version == 2) {
      in.skip(4, "an MP4 sample description");
      sampleRate = (long) Double.longBitsToDouble(in.big64());
      channels = in.bigUnsigned32();
      in.skip(4, "an MP4 sample description");
      bits = (int) Math.min(in.bigUnsigned32(), 64);
      flags = in.bigUnsigned32();
    }
    int taken = PcmLayout.requireChannels("MP4", channels, entry.start());
    SoundStream.requireTaken(sampleRate, taken);
    return new SoundFields(taken, bits, sampleRate, flags);
  }
}
