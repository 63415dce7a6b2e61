// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio;

import java.util.ArrayList;
import java.util.List;

/** Samples of unknown number, kept in pages so that growing copies nothing. */
final class SampleList implements SampleSink {
  /** 4 s at 16 kHz: most clips fit one or two pages, and the last one wastes little. */
  private static final int PAGE = 1 << 16;

  private final List<float[]> pages = new ArrayList<>();
  private long length;

  @Override
  public void accept(float[] samples, int count) {
    int taken = 0;
    while (taken < count) {
      int at = (int) (length % PAGE);
      if (at == 0) {
        pages.add(new float[PAGE]);
      }
      int fitting = Math.min(count - taken, PAGE - at);
      System.arraycopy(samples, taken, pages.getLast(), at, fitting);
      taken += fitting;
      length += fitting;
    }
  }

  /** All samples in one array. */
  float[] toArray() {
    float[] all = new float[Math.toIntExact(length)];
    int at = 0;
    for (float[] page : pages) {
      int used = Math.min(PAGE, all.length - at);
      System.arraycopy(page, 0, all, at, used);
      at += used;
    }
    return all;
  }
}
