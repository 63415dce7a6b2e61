// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import java.util.Optional;

/** The body of every answer that is not a success, in OpenAI's form. */
final class ErrorBody {
  private ErrorBody() {}

  static byte[] of(ErrorCode code, Optional<String> parameter, String message) {
    return Json.object(
        json -> {
          json.writeObjectFieldStart("error");
          json.writeStringField("message", message);
          json.writeStringField("type", code.type());
          // Clients read the field even where no parameter is to blame.
          json.writeStringField("param", parameter.orElse(null));
          json.writeStringField("code", code.code());
          json.writeEndObject();
        });
  }
}
