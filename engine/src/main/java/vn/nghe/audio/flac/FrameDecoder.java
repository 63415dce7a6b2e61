// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.BitReader;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.Crc;

/** Decodes FLAC frames (RFC 9639), to the bit, with the checks that each frame carries. */
final class FrameDecoder {
  private final StreamInfo info;
  private final Crc crc8 = new Crc(8, 0x07);
  private final Crc crc16 = new Crc(16, 0x8005);
  private long[][] channels;
  private float[] interleaved = {};
  private long number;
  private boolean countsSamples;

  /** Makes ready for one stream. */
  FrameDecoder(StreamInfo info) {
    this.info = info;
    this.channels = new long[info.channels()][0];
  }

  /**
   * Tells how long the next frame is.
   *
   * @param in stands at the frame; in the end, after its header
   * @return samples of each channel
   */
  int blockSize(ByteReader in) {
    return FrameHeader.read(in, info, crc8).blockSize();
  }

  /**
   * Decodes one frame.
   *
   * @param in stands at the frame; in the end, after it
   * @param bits reads from {@code in}
   * @return samples of each channel that lie in {@link #interleaved()}
   */
  int decode(ByteReader in, BitReader bits) {
    long start = in.position();
    bits.clear();
    FrameHeader header = FrameHeader.read(in, info, crc8);
    int count = header.blockSize();
    makeRoom(count);
    // A frame whose check fails takes as long.
    in.worked((long) count * channels.length);
    for (int channel = 0; channel < channels.length; channel++) {
      int width = info.bitsPerSample() + header.stereo().extraBits(channel);
      new Subframe(bits, start, channels[channel], count).decode(width);
    }
    bits.finish();
    long end = in.position();
    if (crc16.of(in, start, end) != in.bigUnsigned16()) {
      throw AudioException.malformed("The check of a FLAC frame fails", start);
    }
    header.stereo().restore(channels, count);
    interleave(count, info.bitsPerSample(), start);
    number = header.number();
    countsSamples = header.countsSamples();
    return count;
  }

  /**
   * Which sample of the stream the last decoded frame begins with.
   *
   * @param usualBlock samples of the frames before it, where frames are numbered and not samples
   */
  long firstSample(int usualBlock) {
    return countsSamples ? number : number * usualBlock;
  }

  /** Amplitudes; valid to the next frame. */
  float[] interleaved() {
    return interleaved;
  }

  private void makeRoom(int count) {
    if (channels[0].length < count) {
      channels = new long[channels.length][count];
      interleaved = new float[channels.length * count];
    }
  }

  private void interleave(int count, int bitsPerSample, long start) {
    float scale = 1f / (1L << (bitsPerSample - 1));
    long excess = 0;
    for (int channel = 0; channel < channels.length; channel++) {
      long[] samples = channels[channel];
      for (int i = 0; i < count; i++) {
        long sample = samples[i];
        // All bits from the sign's up are equal in a sample that fits its width.
        excess |= (sample ^ (sample >> 63)) >>> (bitsPerSample - 1);
        interleaved[i * channels.length + channel] = sample * scale;
      }
    }
    if (excess != 0) {
      throw AudioException.malformed(
          "A FLAC sample does not fit the " + bitsPerSample + " bits it is said to have", start);
    }
  }
}
