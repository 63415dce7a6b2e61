// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.amr;

import java.util.Arrays;

/** Decodes the frames of an AMR stream of one channel, 20 ms each. */
public final class AmrDecoder {
  /** The two codecs. */
  public enum Band {
    /** AMR, 4.75 to 12.2 kbit/s. */
    NARROW(8000, NarrowSpeech.FRAME, NarrowMode.count()),
    /** AMR-WB, 6.60 to 23.85 kbit/s. */
    WIDE(16_000, WideSpeech.FRAME, WideMode.count());

    private final int sampleRate;
    private final int frame;

    /** Number of the frames that describe noise; those of speech come before. */
    private final int silence;

    Band(int sampleRate, int frame, int silence) {
      this.sampleRate = sampleRate;
      this.frame = frame;
      this.silence = silence;
    }

    /** Samples per second. */
    public int sampleRate() {
      return sampleRate;
    }

    /** Samples in a frame. */
    public int frame() {
      return frame;
    }

    /**
     * Bytes of a frame in a file (RFC 4867, section 5.3).
     *
     * @param header the frame's first byte
     * @return how many, with the first
     */
    public int bytes(int header) {
      int type = type(header);
      if (type > silence) {
        return 1;
      }
      if (type == silence) {
        return 1 + SILENCE_BYTES;
      }
      return 1 + (this == NARROW ? NarrowMode.of(type).bytes() : WideMode.of(type).bytes());
    }

    /** Whether a byte can begin a frame: its padding is zero, its type one in use. */
    public boolean begins(int header) {
      int type = type(header);
      return (header & 0x83) == 0 && (type <= silence || type >= LOST);
    }
  }

  private static final int SILENCE_BYTES = 5;

  /** The frame was lost; the next number says that there is none. */
  private static final int LOST = 14;

  private final Band band;
  private NarrowSpeech narrow = new NarrowSpeech();
  private WideSpeech wide = new WideSpeech();

  /** Makes ready for one stream. */
  public AmrDecoder(Band band) {
    this.band = band;
  }

  /**
   * Decodes a frame. One that describes noise, was lost or is not whole is silent.
   *
   * @param frame holds the frame
   * @param from index of its first byte
   * @param length its bytes, at least 1
   * @param target takes {@link Band#frame} amplitudes, full scale at -1 and 1
   */
  public void decode(byte[] frame, int from, int length, float[] target) {
    int type = type(frame[from]);
    if (type >= band.silence || length < band.bytes(frame[from])) {
      Arrays.fill(target, 0, band.frame, 0);
      // What comes after follows silence.
      narrow = new NarrowSpeech();
      wide = new WideSpeech();
    } else if (band == Band.NARROW) {
      NarrowMode mode = NarrowMode.of(type);
      narrow.decode(mode, mode.parameters(frame, from + 1), target);
    } else {
      WideMode mode = WideMode.of(type);
      wide.decode(mode, mode.parameters(frame, from + 1), target);
    }
  }

  private static int type(int header) {
    return (header >> 3) & 15;
  }
}
