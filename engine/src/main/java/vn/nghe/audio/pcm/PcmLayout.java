// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import java.nio.ByteOrder;
import vn.nghe.audio.AudioException;

/**
 * How uncompressed sound lies in a file.
 *
 * @param container name of the file's format, for faults
 * @param encoding how a sample is written
 * @param order of the bytes of a sample
 * @param channels samples per frame, at least 1
 * @param sampleRate frames per second
 */
public record PcmLayout(
    String container, PcmEncoding encoding, ByteOrder order, int channels, long sampleRate) {

  public int bytesPerFrame() {
    return channels * encoding.bytesPerSample();
  }

  /**
   * Makes sure that there is at least one channel, and not more than frames can be reckoned for.
   */
  public static int requireChannels(String container, long channels, long at) {
    if (channels < 1 || channels > 1 << 16) {
      throw AudioException.malformed(
          "The " + container + " header states " + channels + " channels", at);
    }
    return (int) channels;
  }
}
