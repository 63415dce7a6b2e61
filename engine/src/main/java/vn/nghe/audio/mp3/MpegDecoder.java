// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.mp3;

/**
 * Decodes the frames of one stream of MPEG audio. The number of channels may change from frame to
 * frame; the bits that a frame of layer III leaves for the next are good for either.
 */
final class MpegDecoder {
  private static final int BANDS = 32;
  private static final int MOST_CHANNELS = 2;

  private final FrameBits bits = new FrameBits();
  private final Layer3 layer3 = new Layer3();
  private final Layers1And2 layers1And2 = new Layers1And2();
  private final Synthesis[] syntheses = {new Synthesis(), new Synthesis()};

  /** For each channel, one sample of each subband at a time. */
  private final float[][] subbands = new float[MOST_CHANNELS][Mp3Header.MOST_SAMPLES];

  private final float[] samples = new float[MOST_CHANNELS * Mp3Header.MOST_SAMPLES];

  /** The frame before. */
  private Mp3Header last = Mp3Header.NONE;

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
    follow(header);
    int channels = header.channels();
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

  private void follow(Mp3Header header) {
    if (header.sampleRate() != last.sampleRate() || header.layer() != last.layer()) {
      forget();
    } else if (header.channels() > last.channels()) {
      layer3.forgetRight();
      syntheses[1].forget();
    }
    last = header;
  }

  /** Lets the next frame follow silence. */
  void forget() {
    layer3.forget();
    for (Synthesis synthesis : syntheses) {
      synthesis.forget();
    }
  }
}
