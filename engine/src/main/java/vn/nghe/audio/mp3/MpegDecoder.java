// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

import java.util.Arrays;

/** Decodes the frames of one stream of MPEG audio, of one layer and number of channels. */
final class MpegDecoder {
  private static final int BANDS = 32;

  private final int channels;
  private final FrameBits bits = new FrameBits();
  private final Layer3 layer3;
  private final Layers1And2 layers1And2;
  private final Synthesis[] syntheses;

  /** For each channel, one sample of each subband at a time. */
  private final float[][] subbands;

  private final float[] samples;

  /**
   * Makes ready for one stream.
   *
   * @param stream any header of the stream
   */
  MpegDecoder(Mp3Header stream) {
    channels = stream.channels();
    layer3 = new Layer3(channels);
    layers1And2 = new Layers1And2(channels);
    syntheses = new Synthesis[channels];
    Arrays.setAll(syntheses, channel -> new Synthesis());
    subbands = new float[channels][Mp3Header.MOST_SAMPLES];
    samples = new float[channels * Mp3Header.MOST_SAMPLES];
  }

  /**
   * Decodes the next frame of the stream. A frame that refers to bits of earlier frames which the
   * stream lacks is silent.
   *
   * @param header its header
   * @param frame the frame, from the front
   * @param start where it lies in the input, for faults
   * @return interleaved amplitudes, full scale at -1 and 1, valid to the next call
   * @throws vn.nghe.audio.AudioException if the frame is damaged
   */
  float[] decode(Mp3Header header, byte[] frame, long start) {
    int length = header.frameBytes();
    bits.offer(frame, Mp3Header.BYTES + (header.hasCheck() ? 2 : 0), length);
    if (header.layer() == 3) {
      layer3.decode(header, bits, frame, length, start, subbands);
    } else {
      layers1And2.decode(header, bits, start, subbands);
    }
    for (int channel = 0; channel < channels; channel++) {
      for (int at = 0; at < header.samples(); at += BANDS) {
        syntheses[channel].synthesise(
            subbands[channel], at, samples, at * channels + channel, channels);
      }
    }
    return samples;
  }

  /** Lets the next frame follow silence. */
  void forget() {
    layer3.forget();
    for (Synthesis synthesis : syntheses) {
      synthesis.forget();
    }
  }
}
