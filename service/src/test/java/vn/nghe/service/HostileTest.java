// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.http.ErrorStatus;

/** What no well-meaning client would send gets the answer that is documented for it. */
class HostileTest {
  @AfterAll
  static void aGoodClipIsServedAfterAllOfThem() {
    assertEquals(200, SharedService.client().transcribe(Form.good().end()).statusCode());
  }

  static List<HostileRequest> requests() {
    return HostileRequest.all();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void eachIsAnsweredAsDocumented(HostileRequest request) throws IOException {
    try (RawConnection connection = new RawConnection(SharedService.get().uri())) {
      request.send(connection);
      RawConnection.Answer answer = connection.receive();

      assertEquals(
          request.status() + " " + request.code(),
          answer.status() + " " + Client.json(answer.body()).path("error").path("code").asText(),
          answer.body());
      assertEquals("nosniff", answer.headers().get("x-content-type-options"));
    }
  }

  @Test
  void theyAreManyAndTheirCodesAreOurs() {
    assertTrue(requests().size() >= 200, "only " + requests().size());
    assertTrue(
        List.of(ErrorCode.values()).stream()
            .map(code -> ErrorStatus.of(code).code() + " " + code.code())
            .collect(Collectors.toSet())
            .containsAll(requests().stream().map(it -> it.status() + " " + it.code()).toList()));
  }
}
