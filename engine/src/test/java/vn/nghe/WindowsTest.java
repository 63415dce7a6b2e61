// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {
  @Test
  void whatFitsIsOneWindow() {
    assertEquals(List.of(new Windows.Window(0, 1500, 0, 1500)), Windows.plan(1500, 1500, 200));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1501, 1600, 1601, 2799, 2800, 2801, 9999, 90_000})
  void everyFrameIsKeptOnceAndSeenFromBothSides(int frames) {
    int expected = 0;
    for (Windows.Window window : Windows.plan(frames, 1500, 200)) {
      int end = window.firstFrame() + window.frames();
      assertEquals(expected, window.keepFrom());
      assertTrue(window.frames() <= 1500 && end <= frames);
      // Away from the recording's own edges, at least half the overlap lies beyond what is kept.
      assertTrue(window.firstFrame() == 0 || window.keepFrom() - window.firstFrame() >= 100);
      assertTrue(end == frames || end - window.keepEnd() >= 100);
      expected = window.keepEnd();
    }
    assertEquals(frames, expected);
  }
}
