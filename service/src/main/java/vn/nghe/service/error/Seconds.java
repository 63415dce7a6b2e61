// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.error;

import java.math.BigDecimal;
import java.time.Duration;

/** Spans of time as messages tell them. */
public final class Seconds {
  private Seconds() {}

  /** Such as {@code 0.3 s}, to the millisecond. */
  public static String of(Duration span) {
    return BigDecimal.valueOf(span.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }
}
