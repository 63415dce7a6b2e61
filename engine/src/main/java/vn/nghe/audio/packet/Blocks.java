// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.packet;

import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.pcm.PcmSink;

/** Reads sound that lies in blocks of one size, one after the other. */
public final class Blocks {
  private Blocks() {}

  /**
   * Decodes all of it.
   *
   * @param in stands at the first block
   * @param sampleRate samples per second and channel
   * @param channels how many the decoder interleaves
   * @param size bytes of sound, not more than there are
   */
  public static void decode(
      ByteReader in, PcmSink sink, BlockDecoder decoder, long sampleRate, int channels, long size) {
    sink.start(sampleRate, channels);
    int blockBytes = decoder.blockBytes();
    sink.expect(size / blockBytes * decoder.blockFrames());
    byte[] block = new byte[blockBytes];
    float[] samples = new float[decoder.blockFrames() * channels];
    for (long left = size; left > 0; left -= blockBytes) {
      int length = (int) Math.min(left, blockBytes);
      in.read(block, length);
      sink.accept(samples, decoder.decode(block, length, samples));
    }
  }
}
