// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

/**
 * Temporal noise shaping: the encoder sends the residual of a linear prediction along the
 * frequencies of a window, and the filter here undoes it, so that the noise of quantisation follows
 * the loudness inside the window (ISO/IEC 14496-3, 4.6.9).
 */
final class TemporalNoiseShaping {
  /** Of the low complexity profile. */
  private static final int HIGHEST_ORDER = 12;

  private static final int HIGHEST_ORDER_SHORT = 7;
  private static final int MOST_FILTERS = 3;
  private static final int MOST_WINDOWS = 8;

  private final int[] filterCounts = new int[MOST_WINDOWS];
  private final int[] lengths = new int[MOST_WINDOWS * MOST_FILTERS];
  private final int[] orders = new int[MOST_WINDOWS * MOST_FILTERS];
  private final boolean[] downward = new boolean[MOST_WINDOWS * MOST_FILTERS];
  private final float[][] predictors = new float[MOST_WINDOWS * MOST_FILTERS][HIGHEST_ORDER];
  private boolean isPresent;

  /** Leaves the next spectrum as it is. */
  void clear() {
    isPresent = false;
  }

  /** Reads the filters of all windows of a frame. */
  void read(AacBits in, Windows windows) {
    isPresent = true;
    boolean isShort = windows.isShort();
    int highestOrder = isShort ? HIGHEST_ORDER_SHORT : HIGHEST_ORDER;
    for (int window = 0; window < windows.count(); window++) {
      int count = in.unsigned(isShort ? 1 : 2);
      filterCounts[window] = count;
      int resolution = count == 0 ? 0 : 3 + in.bit();
      for (int i = 0; i < count; i++) {
        int filter = window * MOST_FILTERS + i;
        lengths[filter] = in.unsigned(isShort ? 4 : 6);
        orders[filter] = in.unsigned(isShort ? 3 : 5);
        if (orders[filter] > highestOrder) {
          throw in.malformed("An AAC noise shaping filter has order " + orders[filter]);
        }
        if (orders[filter] > 0) {
          downward[filter] = in.flag();
          int width = resolution - in.bit();
          readPredictor(in, predictors[filter], orders[filter], resolution, width);
        }
      }
    }
  }

  /** From the reflection coefficients, as they are sent, to those of the direct form. */
  private static void readPredictor(
      AacBits in, float[] predictor, int order, int resolution, int width) {
    float[] before = new float[HIGHEST_ORDER];
    for (int i = 0; i < order; i++) {
      int sent = in.unsigned(width) << (32 - width) >> (32 - width);
      double steps = (1 << (resolution - 1)) + (sent < 0 ? 0.5 : -0.5);
      float reflection = (float) Math.sin(sent * Math.PI / 2 / steps);
      System.arraycopy(predictor, 0, before, 0, i);
      for (int j = 0; j < i; j++) {
        predictor[j] = before[j] + reflection * before[i - 1 - j];
      }
      predictor[i] = reflection;
    }
  }

  /** Filters the spectrum of a frame, in place. */
  void apply(float[] spectrum, Windows windows) {
    if (!isPresent) {
      return;
    }
    Bands bands = windows.bands();
    int reach = Math.min(bands.shapedInTime(), windows.bandCount());
    for (int window = 0; window < windows.count(); window++) {
      int top = bands.count();
      for (int i = 0; i < filterCounts[window]; i++) {
        int filter = window * MOST_FILTERS + i;
        int bottom = Math.max(0, top - lengths[filter]);
        int from = window * Windows.SHORT_LENGTH + bands.start(Math.min(bottom, reach));
        int to = window * Windows.SHORT_LENGTH + bands.start(Math.min(top, reach));
        filter(spectrum, from, to, filter);
        top = bottom;
      }
    }
  }

  private void filter(float[] spectrum, int from, int to, int filter) {
    float[] predictor = predictors[filter];
    int order = orders[filter];
    int step = downward[filter] ? -1 : 1;
    int at = downward[filter] ? to - 1 : from;
    for (int done = 0; done < to - from; done++, at += step) {
      float value = spectrum[at];
      for (int i = Math.min(done, order); i > 0; i--) {
        value -= predictor[i - 1] * spectrum[at - i * step];
      }
      spectrum[at] = value;
    }
  }
}
