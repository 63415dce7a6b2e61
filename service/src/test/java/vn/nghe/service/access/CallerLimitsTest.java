// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

class CallerLimitsTest {
  private final CallerLimits limits = new CallerLimits(AudioUsage.inMemory(InstantSource.system()));

  private static Limits atOnce(int concurrency) {
    return new Limits(0, concurrency, 0, 0);
  }

  private void assertRefused(ErrorCode code, Limits asked) {
    RefusedException e = assertThrows(RefusedException.class, () -> limits.admit("an", asked));
    assertEquals(code, e.code());
  }

  @Test
  void aRefusalTakesNoSlot() {
    Limits oneOfEach = new Limits(1, 1, 0, 0);
    limits.admit("an", oneOfEach).close();
    assertRefused(ErrorCode.RATE_LIMIT_EXCEEDED, oneOfEach);

    limits.admit("an", atOnce(1)).close();
    try (CallerLimits.Admission _ = limits.admit("an", atOnce(1))) {
      assertRefused(ErrorCode.CONCURRENCY_LIMIT_EXCEEDED, atOnce(1));
    }
    limits.admit("an", atOnce(1)).close();
  }

  @Test
  void limitsThatChangeHoldForWhatIsRunning() {
    CallerLimits.Admission running = limits.admit("an", atOnce(2));
    assertRefused(ErrorCode.CONCURRENCY_LIMIT_EXCEEDED, atOnce(1));

    running.close();

    limits.admit("an", atOnce(1)).close();
  }

  @Test
  void idleCallersAreForgottenWithoutHarmToOthers() {
    CallerLimits.Admission running = limits.admit("an", atOnce(1));
    for (int i = 0; i < 20_000; i++) {
      limits.admit("caller " + i, atOnce(1)).close();
    }

    assertRefused(ErrorCode.CONCURRENCY_LIMIT_EXCEEDED, atOnce(1));
    running.close();
  }
}
