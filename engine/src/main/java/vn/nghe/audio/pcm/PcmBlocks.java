// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.pcm;

import java.nio.ByteOrder;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.io.ByteReader;

/** Reads uncompressed sound block by block. */
public final class PcmBlocks {
  private static final int BLOCK_BYTES = 1 << 15;

  /**
   * Louder than any scale in use: 32-bit integers kept as floats without scaling reach this. Beyond
   * it, or not a number at all, is no sound but a writer's fault, which silence would hide.
   */
  private static final float LOUDEST = 0x1p31f;

  private final ByteReader in;
  private final PcmLayout layout;

  private PcmBlocks(ByteReader in, PcmLayout layout) {
    this.in = in;
    this.layout = layout;
  }

  /**
   * Decodes all of it. A last frame that is not whole is left out.
   *
   * @param in stands at the first sample
   * @param size bytes of sound, not more than there are
   */
  public static void decode(ByteReader in, PcmSink sink, PcmLayout layout, long size) {
    new PcmBlocks(in, layout).decode(sink, size);
  }

  private void decode(PcmSink sink, long size) {
    sink.start(layout.sampleRate(), layout.channels());
    int bytesPerFrame = layout.bytesPerFrame();
    sink.expect(size / bytesPerFrame);
    int framesPerBlock = Math.max(1, BLOCK_BYTES / bytesPerFrame);
    byte[] bytes = new byte[framesPerBlock * bytesPerFrame];
    float[] samples = new float[framesPerBlock * layout.channels()];
    for (long left = size / bytesPerFrame; left > 0; left -= framesPerBlock) {
      int frames = (int) Math.min(left, framesPerBlock);
      long start = in.position();
      in.read(bytes, frames * bytesPerFrame);
      if (layout.order() == ByteOrder.BIG_ENDIAN) {
        reverseSamples(bytes, frames * bytesPerFrame);
      }
      decodeBlock(bytes, samples, frames * layout.channels(), start);
      sink.accept(samples, frames);
    }
  }

  private void decodeBlock(byte[] bytes, float[] samples, int count, long start) {
    int step = layout.encoding().bytesPerSample();
    for (int i = 0; i < count; i++) {
      float sample = layout.encoding().decode(bytes, i * step);
      // Written so that a NaN fails too.
      if (!(Math.abs(sample) <= LOUDEST)) {
        throw AudioException.malformed(
            "A " + layout.container() + " float sample is " + sample + ", which is no amplitude",
            start + (long) i * step);
      }
      samples[i] = sample;
    }
  }

  private void reverseSamples(byte[] bytes, int length) {
    int step = layout.encoding().bytesPerSample();
    for (int sample = 0; sample < length; sample += step) {
      for (int low = sample, high = sample + step - 1; low < high; low++, high--) {
        byte swapped = bytes[low];
        bytes[low] = bytes[high];
        bytes[high] = swapped;
      }
    }
  }
}
