// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/** The body of every answer that is not a success, in OpenAI's form. */
public final class ErrorBody {
  private ErrorBody() {}

  static byte[] of(RefusedException e) {
    return JsonBytes.object(
        json -> {
          json.writeObjectFieldStart("error");
          writeFields(json, e);
          json.writeEndObject();
        });
  }

  /** What a client may know of an exception, as fields of an object that is begun. */
  public static void writeFields(JsonGenerator json, RuntimeException e) throws IOException {
    RefusedException refusal =
        e instanceof RefusedException refused
            ? refused
            : TransportErrors.refusalOf(ErrorCode.INTERNAL_ERROR);
    json.writeStringField("message", refusal.getMessage());
    json.writeStringField("type", refusal.code().type());
    // Clients read the field even where no parameter is to blame.
    json.writeStringField("param", refusal.parameter().orElse(null));
    json.writeStringField("code", refusal.code().code());
  }
}
