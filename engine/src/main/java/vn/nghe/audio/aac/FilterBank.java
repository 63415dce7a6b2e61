// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.aac;

import java.util.Arrays;

/**
 * From the spectra of one channel to its samples: each frame's windows overlap half of the frame
 * before (ISO/IEC 14496-3, 4.6.11).
 */
final class FilterBank {
  private static final int LONG = Channel.FRAME;
  private static final int SHORT = Windows.SHORT_LENGTH;

  /** Samples of a half window that lie before a short slope, and after it. */
  private static final int FLAT = (LONG - SHORT) / 2;

  private final Transform longTransform = new Transform(LONG);
  private final Transform shortTransform = new Transform(SHORT);
  private final float[] transformed = new float[2 * LONG];
  private final float[] shortTransformed = new float[2 * SHORT];

  /** The second half of the frame before. */
  private final float[] overlap = new float[LONG];

  private boolean wasKaiserBessel;

  /**
   * Takes the next frame.
   *
   * @param spectrum 1024 coefficients
   * @param samples receives 1024 amplitudes
   */
  void process(float[] spectrum, Windows windows, float[] samples) {
    switch (windows.sequence()) {
      case LONG -> {
        longTransform.inverse(spectrum, 0, transformed);
        rise(transformed, 0, Slopes.ofLongWindow(wasKaiserBessel));
        fall(transformed, LONG, Slopes.ofLongWindow(windows.isKaiserBessel()));
      }
      case LONG_START -> {
        longTransform.inverse(spectrum, 0, transformed);
        rise(transformed, 0, Slopes.ofLongWindow(wasKaiserBessel));
        fall(transformed, LONG + FLAT, Slopes.ofShortWindow(windows.isKaiserBessel()));
        Arrays.fill(transformed, LONG + FLAT + SHORT, 2 * LONG, 0);
      }
      case LONG_STOP -> {
        longTransform.inverse(spectrum, 0, transformed);
        Arrays.fill(transformed, 0, FLAT, 0);
        rise(transformed, FLAT, Slopes.ofShortWindow(wasKaiserBessel));
        fall(transformed, LONG, Slopes.ofLongWindow(windows.isKaiserBessel()));
      }
      case SHORT -> transformShort(spectrum, windows);
    }
    for (int i = 0; i < LONG; i++) {
      samples[i] = overlap[i] + transformed[i];
    }
    System.arraycopy(transformed, LONG, overlap, 0, LONG);
    wasKaiserBessel = windows.isKaiserBessel();
  }

  /** Lets the next frame follow silence. */
  void forget() {
    Arrays.fill(overlap, 0);
  }

  private void transformShort(float[] spectrum, Windows windows) {
    Arrays.fill(transformed, 0);
    float[] slope = Slopes.ofShortWindow(windows.isKaiserBessel());
    for (int window = 0; window < windows.count(); window++) {
      shortTransform.inverse(spectrum, window * SHORT, shortTransformed);
      rise(shortTransformed, 0, window == 0 ? Slopes.ofShortWindow(wasKaiserBessel) : slope);
      fall(shortTransformed, SHORT, slope);
      for (int i = 0; i < 2 * SHORT; i++) {
        transformed[FLAT + window * SHORT + i] += shortTransformed[i];
      }
    }
  }

  private static void rise(float[] samples, int from, float[] slope) {
    for (int i = 0; i < slope.length; i++) {
      samples[from + i] *= slope[i];
    }
  }

  private static void fall(float[] samples, int from, float[] slope) {
    for (int i = 0; i < slope.length; i++) {
      samples[from + i] *= slope[slope.length - 1 - i];
    }
  }
}
