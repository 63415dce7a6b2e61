// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.flac;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import vn.nghe.audio.fixture.BitWriter;

/**
 * Writes FLAC files as RFC 9639 has them, without any wish to be small, so that a test can choose
 * what no common encoder does.
 */
public final class FlacBytes {
  private static final int RATE_FROM_STREAMINFO = 0;
  private static final int BITS_FROM_STREAMINFO = 0;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Begins a file at 16 kHz with the metadata that every file has. */
  public FlacBytes(int channels, int bitsPerSample, long totalSamples) {
    BitWriter metadata = new BitWriter();
    metadata.bits(0x664C_6143, 32); // fLaC
    metadata.bits(1, 1).bits(0, 7).bits(34, 24); // the last block, STREAMINFO
    metadata.bits(16, 16).bits(65_535, 16).bits(0, 24).bits(0, 24);
    metadata.bits(16_000, 20).bits(channels - 1, 3).bits(bitsPerSample - 1, 5);
    metadata.bits(totalSamples, 36).bits(0, 64).bits(0, 64);
    bytes.writeBytes(metadata.toByteArray());
  }

  /**
   * Adds a frame.
   *
   * @param assignment channels less one, or 8 to 10 for the ways of stereo
   * @param blockSize samples of each channel
   * @param subframes writes the subframes of all channels
   */
  public FlacBytes frame(int assignment, int blockSize, Consumer<BitWriter> subframes) {
    BitWriter frame = new BitWriter();
    frame.bits(0xFFF9, 16); // blocks of various sizes
    frame.bits(7, 4).bits(RATE_FROM_STREAMINFO, 4);
    frame.bits(assignment, 4).bits(BITS_FROM_STREAMINFO, 3).bits(0, 1);
    frame.bits(0xFEBF_BFBF_BFBFBFL, 56); // the longest sample number there is
    frame.bits(blockSize - 1, 16);
    frame.bits(check(frame.toByteArray(), 8, 0x07), 8);
    subframes.accept(frame);
    frame.align();
    frame.bits(check(frame.toByteArray(), 16, 0x8005), 16);
    bytes.writeBytes(frame.toByteArray());
    return this;
  }

  public FlacBytes raw(byte[] content) {
    bytes.writeBytes(content);
    return this;
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /** Bit by bit, as the definition goes, unlike the table that is under test. */
  private static int check(byte[] content, int width, int polynomial) {
    int remainder = 0;
    for (byte value : content) {
      for (int bit = 7; bit >= 0; bit--) {
        int top = (remainder >> (width - 1)) & 1;
        remainder = (remainder << 1) & ((1 << width) - 1);
        if (top != ((value >> bit) & 1)) {
          remainder ^= polynomial;
        }
      }
    }
    return remainder;
  }
}
