// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import com.fasterxml.jackson.core.JsonGenerator;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.function.Supplier;
import vn.nghe.service.http.JsonBytes;
import vn.nghe.service.http.Replies;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
public final class ModelsHandler {
  private final Supplier<ServedModel> model;
  private final Replies replies;

  /**
   * Answers for one model.
   *
   * @param model gives the model, or refuses the request
   */
  public ModelsHandler(Supplier<ServedModel> model, Replies replies) {
    this.model = model;
    this.replies = replies;
  }

  /** Lists every name under which the model can be asked for. */
  public void list(ServerRequest request, ServerResponse response) {
    ServedModel served = model.get();
    byte[] body =
        JsonBytes.object(
            json -> {
              json.writeStringField("object", "list");
              json.writeArrayFieldStart("data");
              for (String name : served.names()) {
                json.writeStartObject();
                writeModel(json, name, served);
                json.writeEndObject();
              }
              json.writeEndArray();
            });
    replies.send(response, Replies.JSON, body);
  }

  /** Describes the model by one of its names. */
  public void retrieve(ServerRequest request, ServerResponse response) {
    ServedModel served = model.get();
    String name = request.path().pathParameters().get("id");
    served.require(name);
    replies.send(response, Replies.JSON, JsonBytes.object(json -> writeModel(json, name, served)));
  }

  private static void writeModel(JsonGenerator json, String name, ServedModel served)
      throws IOException {
    json.writeStringField("id", name);
    json.writeStringField("object", "model");
    json.writeNumberField("created", served.created().getEpochSecond());
    json.writeStringField("owned_by", "nghe");
  }
}
