// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import java.time.Duration;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.error.Seconds;

/**
 * How fast a body must arrive. The memory for a body is set aside when it begins, so a few clients
 * that send a byte now and then would keep all others out.
 *
 * @param total how long it may take
 * @param idle how long nothing of it may come; the rate holds from then on
 * @param minBytesPerSecond how fast it must come on the whole; 0 asks for nothing
 */
public record Pace(Duration total, Duration idle, long minBytesPerSecond) {
  private static final double NANOSECONDS = 1e9;

  /**
   * How long to wait before the next look.
   *
   * @param elapsed since the beginning, in nanoseconds
   * @param quiet since the last byte, in nanoseconds
   * @param bytes how many came
   * @throws RefusedException if it has been too slow
   */
  long require(long elapsed, long quiet, long bytes) {
    if (elapsed >= total.toNanos()) {
      throw tooSlow("did not arrive within " + Seconds.of(total));
    }
    if (quiet >= idle.toNanos()) {
      throw tooSlow("stopped for " + Seconds.of(idle));
    }
    if (elapsed >= idle.toNanos() && bytes < minBytesPerSecond * (elapsed / NANOSECONDS)) {
      throw tooSlow("comes at less than " + minBytesPerSecond + " bytes a second");
    }
    return Math.min(total.toNanos() - elapsed, idle.toNanos() - quiet);
  }

  private static RefusedException tooSlow(String fault) {
    return RefusedException.of(ErrorCode.UPLOAD_TIMEOUT, "The request body " + fault + ".");
  }
}
