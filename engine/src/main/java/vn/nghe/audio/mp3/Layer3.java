// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import vn.nghe.audio.AudioException;

/**
 * Decodes frames of layer III (ISO/IEC 11172-3, 2.4.3.4; 13818-3, 2.4.3.2; and MPEG-2.5) to samples
 * of the subbands. A frame may begin with bits that stand in the frames before it; if those are
 * missing, it is silent.
 */
final class Layer3 {
  /** Frames may refer 511 bytes back, and have fewer than {@link Mp3Header#MOST_BYTES}. */
  private static final int RESERVOIR = 511;

  private static final int GROUPS = 4;

  private static final int MOST_CHANNELS = 2;

  private final byte[] reservoir = new byte[RESERVOIR + Mp3Header.MOST_BYTES];
  private final FrameBits main = new FrameBits();
  private final boolean[][] shared = new boolean[MOST_CHANNELS][GROUPS];
  private final Granule[][] granules = {
    {new Granule(), new Granule()}, {new Granule(), new Granule()}
  };
  private final ScaleFactors[] factors = {new ScaleFactors(), new ScaleFactors()};
  private final Lines[] lines = {new Lines(), new Lines()};
  private final Hybrid[] hybrids = {new Hybrid(), new Hybrid()};

  /** Of the frame. */
  private int channels;

  /** Bytes in the reservoir. */
  private int held;

  /** Lets the next frame follow silence. */
  void forget() {
    held = 0;
    for (Hybrid hybrid : hybrids) {
      hybrid.forget();
    }
  }

  /** Lets the right channel of the next frame follow silence. */
  void forgetRight() {
    hybrids[1].forget();
  }

  /**
   * Decodes a frame.
   *
   * @param in stands after the header and its check
   * @param frame the bytes that {@code in} reads
   * @param length how many there are
   * @param start where the frame lies in the input, for faults
   * @param samples for each channel, takes one sample of each of 32 subbands, 18 times a granule
   */
  void decode(
      Mp3Header header, FrameBits in, byte[] frame, int length, long start, float[][] samples) {
    channels = header.channels();
    Bands bands = Bands.of(header.sampleRate());
    int count = header.isMpeg1() ? 2 : 1;
    int back = in.unsigned(header.isMpeg1() ? 9 : 8);
    readSideInformation(header, in, bands, count);
    int from = in.position() / 8;
    if (from > length) {
      throw AudioException.malformed("An MP3 frame is shorter than its side information", start);
    }
    boolean isWhole = back <= held;
    fill(frame, from, length, Math.min(back, held));
    for (int granule = 0; granule < count; granule++) {
      if (isWhole) {
        readGranule(header, bands, granule, start);
      } else {
        for (int channel = 0; channel < channels; channel++) {
          lines[channel].clear(granules[granule][channel], bands);
        }
      }
      for (int channel = 0; channel < channels; channel++) {
        hybrids[channel].transform(
            granules[granule][channel],
            lines[channel].sorted(),
            samples[channel],
            granule * Lines.COUNT);
      }
    }
    keep();
  }

  private void readSideInformation(Mp3Header header, FrameBits in, Bands bands, int count) {
    // Private bits fill it up to whole bytes.
    in.unsigned(header.isMpeg1() ? (channels == 1 ? 5 : 3) : channels);
    for (int channel = 0; header.isMpeg1() && channel < channels; channel++) {
      for (int group = 0; group < GROUPS; group++) {
        shared[channel][group] = in.flag();
      }
    }
    for (int granule = 0; granule < count; granule++) {
      for (int channel = 0; channel < channels; channel++) {
        granules[granule][channel].read(in, header, bands);
      }
    }
  }

  /** Puts the frame's main data behind what frames before it have left for it. */
  private void fill(byte[] frame, int from, int length, int back) {
    System.arraycopy(reservoir, held - back, reservoir, 0, back);
    System.arraycopy(frame, from, reservoir, back, length - from);
    held = back + length - from;
    main.offer(reservoir, 0, held);
  }

  private void keep() {
    int kept = Math.min(held, RESERVOIR);
    System.arraycopy(reservoir, held - kept, reservoir, 0, kept);
    held = kept;
  }

  private void readGranule(Mp3Header header, Bands bands, int number, long start) {
    for (int channel = 0; channel < channels; channel++) {
      Granule granule = granules[number][channel];
      int end = main.position() + granule.bits();
      if (header.isMpeg1()) {
        boolean[] taken = number == 0 ? new boolean[GROUPS] : shared[channel];
        factors[channel].readMpeg1(main, granule, taken);
      } else {
        factors[channel].readMpeg2(main, granule, channel == 1 && header.isIntensity());
      }
      if (granule.bigValues() > Lines.COUNT || main.position() > end) {
        throw AudioException.malformed("An MP3 frame is damaged", start);
      }
      lines[channel].read(main, granule, factors[channel], bands, end);
      if (main.isOverrun()) {
        throw AudioException.malformed("An MP3 frame claims more bits than it has", start);
      }
    }
    if (channels == 2 && header.isJoint()) {
      JointStereo.restore(header, granules[number][1], factors[1], lines[0], lines[1]);
    }
  }
}
