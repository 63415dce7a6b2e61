// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import io.helidon.webserver.http.ServerRequest;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/** Takes small bodies of JSON in, within the same limits of time as forms. */
public final class JsonBody {
  private JsonBody() {}

  /**
   * Reads the whole body.
   *
   * @param limit the largest body to take, in bytes; small, as no memory is set aside
   * @return its bytes, whatever they say
   * @throws RefusedException if it is not called JSON, empty, too large, broken or too slow
   */
  public static byte[] read(ServerRequest request, int limit, Pace pace)
      throws InterruptedException {
    BodyType.require(request.headers(), "application/json");
    if (request.headers().contentLength().orElse(0) > limit) {
      throw tooLarge(limit);
    }
    byte[] body = request.content().hasEntity() ? readAll(request, limit, pace) : new byte[0];
    if (body.length == 0) {
      throw RefusedException.of(ErrorCode.BODY_EMPTY, "The request has no body. Send JSON.");
    }
    return body;
  }

  private static byte[] readAll(ServerRequest request, int limit, Pace pace)
      throws InterruptedException {
    CountedBody body = new CountedBody(request.content().inputStream(), limit, _ -> {});
    try {
      return PacedReading.read(body, pace, CountedBody::readAllBytes);
    } catch (RefusedException e) {
      throw e.code() == ErrorCode.BODY_TOO_LARGE ? tooLarge(limit) : e;
    }
  }

  private static RefusedException tooLarge(int limit) {
    return RefusedException.of(
        ErrorCode.BODY_TOO_LARGE, "The request body is larger than " + limit + " bytes.");
  }
}
