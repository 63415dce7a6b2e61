// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.alac;

/** One channel of a packet, or two that are coded together. */
final class Element {
  private final AlacConfig config;
  private final int[][] samples;

  Element(AlacConfig config, int channels) {
    this.config = config;
    this.samples = new int[channels][config.frames()];
  }

  int channels() {
    return samples.length;
  }

  int[] samples(int channel) {
    return samples[channel];
  }

  /**
   * Reads the element, of which the tag has been read.
   *
   * @return samples of each channel
   */
  int read(Bits in) {
    // Its number, and bits that mean nothing.
    in.skip(4 + 12);
    boolean isShort = in.flag();
    int lowBits = 8 * in.next(2);
    boolean isRaw = in.flag();
    int count = isShort ? in.next(32) : config.frames();
    if (count < 0 || count > config.frames()) {
      throw in.malformed("An ALAC frame claims " + Integer.toUnsignedString(count) + " samples");
    }
    if (isRaw) {
      for (int i = 0; i < count; i++) {
        for (int[] channel : samples) {
          channel[i] = in.signed(config.bits());
        }
      }
      return count;
    }
    if (lowBits >= config.bits()) {
      throw in.malformed("An ALAC frame leaves no bits to predict");
    }
    readPredicted(in, count, lowBits);
    return count;
  }

  private void readPredicted(Bits in, int count, int lowBits) {
    int channels = samples.length;
    int mixShift = in.next(8);
    int mixWeight = in.signed(8);
    // The difference of two channels takes one bit more.
    int width = config.bits() - lowBits + channels - 1;
    if (width > 32 || mixShift > 31) {
      throw in.malformed("An ALAC frame states numbers of " + width + " bits");
    }
    Predictor[] predictors = new Predictor[channels];
    for (int channel = 0; channel < channels; channel++) {
      predictors[channel] = Predictor.read(in);
    }
    Bits lowIn = in.copy();
    in.skip((long) lowBits * count * channels);
    for (int channel = 0; channel < channels; channel++) {
      Predictor predictor = predictors[channel];
      Residual.read(in, config, predictor.weightFactor(), width, samples[channel], count);
      predictor.restore(samples[channel], count, width);
    }
    if (channels == 2 && mixWeight != 0) {
      unmix(count, mixShift, mixWeight);
    }
    if (lowBits > 0) {
      for (int i = 0; i < count; i++) {
        for (int[] channel : samples) {
          channel[i] = (channel[i] << lowBits) | lowIn.next(lowBits);
        }
      }
    }
  }

  private void unmix(int count, int shift, int weight) {
    for (int i = 0; i < count; i++) {
      int difference = samples[1][i];
      int left = samples[0][i] + difference - ((weight * difference) >> shift);
      samples[0][i] = left;
      samples[1][i] = left - difference;
    }
  }
}
