// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/** The body of every answer that is not a success, in OpenAI's form. */
public final class ErrorBody {
  private ErrorBody() {}

  static byte[] of(ErrorCode code, Optional<String> parameter, String message) {
    return JsonBytes.object(
        json -> {
          json.writeObjectFieldStart("error");
          writeFields(json, code, parameter, message);
          json.writeEndObject();
        });
  }

  /** What is to blame, as fields of an object that is begun. */
  public static void writeFields(
      JsonGenerator json, ErrorCode code, Optional<String> parameter, String message)
      throws IOException {
    json.writeStringField("message", message);
    json.writeStringField("type", code.type());
    // Clients read the field even where no parameter is to blame.
    json.writeStringField("param", parameter.orElse(null));
    json.writeStringField("code", code.code());
  }

  /** What a client may know of an exception. */
  public static void writeFields(JsonGenerator json, RuntimeException e) throws IOException {
    if (e instanceof ApiException refusal) {
      writeFields(json, refusal.code(), refusal.parameter(), refusal.getMessage());
    } else {
      ErrorCode code = ErrorCode.INTERNAL_ERROR;
      writeFields(json, code, Optional.empty(), TransportErrors.messageOf(code));
    }
  }
}
