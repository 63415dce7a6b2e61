// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.nghe.service.ServiceConfig;

class PaceTest {
  /** 2.4 Mbit/s, the uplink of a weak mobile connection. */
  private static final long BYTES_PER_SECOND = 300_000;

  @Test
  void theLargestBodyComesThroughASlowUplinkWithTheDefaults() {
    UploadSettings upload = ServiceConfig.load(Map.of()).upload();
    Pace pace = upload.pace();
    for (long bytes = 0; bytes < upload.maxBytes(); bytes += BYTES_PER_SECOND) {
      Duration elapsed = Duration.ofSeconds(bytes / BYTES_PER_SECOND);

      assertTrue(pace.require(elapsed.toNanos(), 0, bytes) > 0);
    }
  }
}
