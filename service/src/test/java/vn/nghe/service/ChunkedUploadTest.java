// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies whose length nobody announced. */
class ChunkedUploadTest {
  private static final int MEMORY = 1 << 20;
  private static final int CHUNK = 400_000;

  @Test
  void theyTakeTheMemoryThatTheyUse() throws Exception {
    Map<String, String> settings =
        Map.of(
            "nghe.upload.max-bytes", Integer.toString(MEMORY),
            "nghe.upload.memory-bytes", Integer.toString(MEMORY));
    try (HeldService service = new HeldService(settings);
        RawConnection one = new RawConnection(service.service().uri());
        RawConnection other = new RawConnection(service.service().uri());
        RawConnection third = new RawConnection(service.service().uri())) {
      byte[] chunk = new byte[CHUNK];
      one.sendHead("Transfer-Encoding: chunked\r\n").sendChunk(chunk);
      service.client().awaitMetric("nghe_upload_memory_bytes", CHUNK);
      other.sendHead("Transfer-Encoding: chunked\r\n").sendChunk(chunk);
      service.client().awaitMetric("nghe_upload_memory_bytes", 2 * CHUNK);

      third.sendHead("Transfer-Encoding: chunked\r\n").sendChunk(chunk);
      RawConnection.Answer refusal = third.receive();
      Client.assertError(503, "upload_memory_full", "-", refusal.status(), refusal.body());

      one.reset();
      other.reset();
      service.client().awaitMetric("nghe_upload_memory_bytes", 0);
    }
  }
}
