// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import java.util.Arrays;

/**
 * One channel: its part of the frame at hand ({@code individual_channel_stream}, ISO/IEC 14496-3,
 * table 4.50), and what it keeps from frame to frame.
 */
public final class Channel {
  /** Samples of a frame, and coefficients of its spectrum. */
  public static final int FRAME = 1024;

  private static final int LARGEST_VALUE = 8191;
  private static final int ESCAPED = 16;
  private static final int LONGEST_PREFIX = 8;

  /** Four pulses at one place. */
  private static final int MOST_PULSES = 4 * 15;

  /** Inverse quantisation (4.6.1.3): magnitudes to the power of 4/3. */
  private static final float[] DEQUANTISED = new float[LARGEST_VALUE + MOST_PULSES + 1];

  static {
    for (int i = 0; i < DEQUANTISED.length; i++) {
      DEQUANTISED[i] = (float) (i * Math.cbrt(i));
    }
  }

  private final Noise noise;
  private final FilterBank filterBank = new FilterBank();
  private final Sections sections = new Sections();
  private final Pulses pulses = new Pulses();
  private final TemporalNoiseShaping tns = new TemporalNoiseShaping();
  private final int[] values = new int[FRAME];
  private final float[] spectrum = new float[FRAME];

  Channel(Noise noise) {
    this.noise = noise;
  }

  Sections sections() {
    return sections;
  }

  /** The coefficients of the frame at hand, window after window. */
  float[] spectrum() {
    return spectrum;
  }

  /** Reads what follows the layout, but for the first scale factor. */
  void read(AacBits in, Windows windows, int firstLevel) {
    sections.read(in, windows, firstLevel);
    pulses.clear();
    if (in.flag()) {
      pulses.read(in, windows);
    }
    tns.clear();
    if (in.flag()) {
      tns.read(in, windows);
    }
    if (in.flag()) {
      throw in.malformed("An AAC frame has gain control, which AAC-LC has not");
    }
    Arrays.fill(values, 0);
    forEachBand(windows, (band, from, width) -> readValues(in, sections.code(band), from, width));
    pulses.apply(values);
    Arrays.fill(spectrum, 0);
    forEachBand(windows, this::dequantise);
  }

  private void readValues(AacBits in, int code, int from, int width) {
    if (code == Sections.ZERO || code > Codebooks.ESCAPE) {
      return;
    }
    Codebook codebook = Codebooks.spectral(code);
    int step = codebook.values();
    for (int at = from; at < from + width; at += step) {
      codebook.read(in, values, at);
      if (Codebooks.signsFollow(code)) {
        for (int i = at; i < at + step; i++) {
          values[i] = values[i] != 0 && in.flag() ? -values[i] : values[i];
        }
      }
      if (code == Codebooks.ESCAPE) {
        values[at] = unescape(in, values[at]);
        values[at + 1] = unescape(in, values[at + 1]);
      }
    }
  }

  /** As many ones as the number has bits above four, then those below its highest (4.6.3.3). */
  private static int unescape(AacBits in, int value) {
    if (Math.abs(value) != ESCAPED) {
      return value;
    }
    int width = 4;
    while (in.flag()) {
      width++;
      if (width > 4 + LONGEST_PREFIX) {
        throw in.malformed("An AAC value has more than 13 bits");
      }
    }
    int magnitude = (1 << width) | in.unsigned(width);
    return value < 0 ? -magnitude : magnitude;
  }

  private void dequantise(int band, int from, int width) {
    float scale = sections.scale(band);
    if (sections.code(band) == Sections.NOISE) {
      noise.fill(spectrum, from, width, scale);
      return;
    }
    for (int i = from; i < from + width; i++) {
      int value = values[i];
      spectrum[i] = scale * (value < 0 ? -DEQUANTISED[-value] : DEQUANTISED[value]);
    }
  }

  /** What is done to the part of a band that lies in one window. */
  @FunctionalInterface
  interface BandAction {
    /**
     * Does it.
     *
     * @param band number of the band, counted through all groups
     * @param from index of its first coefficient in the spectrum
     * @param width how many there are
     */
    void accept(int band, int from, int width);
  }

  /** Visits the bands in the order of the stream: by group, band and window. */
  static void forEachBand(Windows windows, BandAction action) {
    Bands bands = windows.bands();
    int window = 0;
    for (int group = 0; group < windows.groupCount(); group++) {
      int length = windows.groupLength(group);
      for (int i = 0; i < windows.bandCount(); i++) {
        int band = group * windows.bandCount() + i;
        for (int w = window; w < window + length; w++) {
          int from = w * Windows.SHORT_LENGTH + bands.start(i);
          action.accept(band, from, bands.width(i));
        }
      }
      window += length;
    }
  }

  /**
   * Turns the spectrum into samples.
   *
   * @param samples receives {@value #FRAME} amplitudes, full scale at -1 and 1
   */
  void finish(Windows windows, float[] samples) {
    tns.apply(spectrum, windows);
    filterBank.process(spectrum, windows, samples);
  }

  /** Lets the next frame follow silence. */
  void forget() {
    filterBank.forget();
  }
}
