// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.io.InputStream;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerError;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.Obuffer;
import vn.nghe.audio.AudioException;

/**
 * Decodes MPEG audio frame by frame through JLayer, which gets one whole frame at a time so that it
 * never looks for one itself, and whose samples are taken before it rounds them to 16 bits.
 */
final class JLayer {
  static {
    // JLayer fills its tables at first use, without a lock; classes are initialised under one.
    byte[] silence = {(byte) 0xFF, (byte) 0xFB, 0x14, (byte) 0xC0};
    Mp3Header header = Mp3Header.of(0xFFFB_14C0);
    new JLayer(header).decode(Arrays.copyOf(silence, header.frameBytes()), header.frameBytes(), 0);
  }

  private final FrameInput input = new FrameInput();
  private final Bitstream bitstream = new Bitstream(input);
  private final FrameOutput output;
  private final Decoder decoder = new Decoder();

  /**
   * Makes ready for one stream.
   *
   * @param stream any header of the stream
   */
  JLayer(Mp3Header stream) {
    output = new FrameOutput(stream.channels());
    decoder.setOutputBuffer(output);
  }

  /**
   * Decodes the next frame of the stream. A frame that refers to bits of earlier frames which the
   * stream lacks is silent.
   *
   * @param frame the frame, from the front
   * @param length its bytes
   * @param start where it lies in the input, for faults
   * @return interleaved amplitudes, valid to the next call
   */
  float[] decode(byte[] frame, int length, long start) {
    input.offer(frame, length);
    output.clear_buffer();
    try {
      Header header = bitstream.readFrame();
      decoder.decodeFrame(header, bitstream);
      bitstream.closeFrame();
      return output.samples;
    } catch (JavaLayerException | JavaLayerError | RuntimeException e) {
      bitstream.closeFrame();
      // It checks little, and most damage makes it run over the end of a table.
      throw AudioException.malformed("An MP3 frame is damaged", start, e);
    }
  }

  /** The one frame that JLayer may read now. */
  private static final class FrameInput extends InputStream {
    private byte[] frame = {};
    private int length;
    private int next;

    void offer(byte[] frame, int length) {
      this.frame = frame;
      this.length = length;
      this.next = 0;
    }

    @Override
    public int read() {
      return next == length ? -1 : frame[next++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int at, int most) {
      if (next == length) {
        return -1;
      }
      int count = Math.min(most, length - next);
      System.arraycopy(frame, next, target, at, count);
      next += count;
      return count;
    }
  }

  /** The samples of one frame, silent where JLayer put none. */
  private static final class FrameOutput extends Obuffer {
    /** Full scale in JLayer's samples. */
    private static final float SCALE = 32_700;

    private final int channels;
    private final int[] next;
    private final float[] samples;

    FrameOutput(int channels) {
      this.channels = channels;
      this.next = new int[channels];
      this.samples = new float[channels * Mp3Header.MOST_SAMPLES];
      clear_buffer();
    }

    @Override
    public void appendSamples(int channel, float[] block) {
      int at = next[channel];
      for (float sample : block) {
        samples[at] = sample / SCALE;
        at += channels;
      }
      next[channel] = at;
    }

    @Override
    public void append(int channel, short sample) {
      samples[next[channel]] = sample / SCALE;
      next[channel] += channels;
    }

    @Override
    public void clear_buffer() {
      Arrays.fill(samples, 0);
      Arrays.setAll(next, channel -> channel);
    }

    @Override
    public void write_buffer(int value) {}

    @Override
    public void close() {}

    @Override
    public void set_stop_flag() {}
  }
}
