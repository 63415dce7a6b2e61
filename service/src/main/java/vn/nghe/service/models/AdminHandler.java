// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import com.fasterxml.jackson.core.JsonGenerator;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.http.JsonBytes;
import vn.nghe.service.http.Replies;

/** {@code /admin/models}: which versions there are, and which is served. */
public final class AdminHandler {
  private final Optional<ModelRegistry> registry;
  private final boolean open;
  private final Replies replies;

  /**
   * Answers for one registry.
   *
   * @param registry none where the model is a folder
   * @param open whether anything keeps strangers out
   */
  public AdminHandler(Optional<ModelRegistry> registry, boolean open, Replies replies) {
    this.registry = registry;
    this.open = open;
    this.replies = replies;
  }

  /** Tells what is known. */
  public void list(ServerRequest request, ServerResponse response) {
    send(response, admitted(request));
  }

  /** Looks at the store, obeys its pointer, and tells what is known. */
  public void refresh(ServerRequest request, ServerResponse response) {
    ModelRegistry admitted = admitted(request);
    change(admitted::refresh);
    send(response, admitted);
  }

  /** Serves the version that the path names, and tells what is known. */
  public void activate(ServerRequest request, ServerResponse response) {
    ModelRegistry admitted = admitted(request);
    ModelVersion version = named(request);
    change(() -> admitted.activate(version));
    send(response, admitted);
  }

  /** Serves the version before, and tells what is known. */
  public void rollBack(ServerRequest request, ServerResponse response) {
    ModelRegistry admitted = admitted(request);
    change(admitted::rollBack);
    send(response, admitted);
  }

  /**
   * Operators have no use for a browser; but a page could use the browser of an operator to reach a
   * service on the same machine that asks for no key.
   */
  private ModelRegistry admitted(ServerRequest request) {
    if (!open) {
      throw RefusedException.of(
          ErrorCode.INSUFFICIENT_SCOPE,
          "Models can be changed over HTTP only where callers have to say who they are (set"
              + " nghe.auth.keys or nghe.auth.oidc.issuer), or where the service listens on a"
              + " loopback address.");
    }
    if (request.headers().contains(HeaderNames.ORIGIN)) {
      throw RefusedException.of(ErrorCode.ORIGIN_NOT_ALLOWED, "This is not for web pages to use.");
    }
    return registry.orElseThrow(
        () ->
            RefusedException.of(
                ErrorCode.NOT_FOUND,
                "There is no store of models here; set nghe.registry.store to use one."));
  }

  private static ModelVersion named(ServerRequest request) {
    try {
      return new ModelVersion(
          request.path().pathParameters().get("name"),
          request.path().pathParameters().get("version"));
    } catch (IllegalArgumentException e) {
      throw RefusedException.of(ErrorCode.INVALID_VALUE, "The " + e.getMessage() + ".");
    }
  }

  private static void change(Runnable change) {
    try {
      change.run();
    } catch (RegistryException e) {
      throw RefusedException.of(codeOf(e), e.getMessage());
    }
  }

  private static ErrorCode codeOf(RegistryException e) {
    return switch (e.fault()) {
      case STORE_UNAVAILABLE -> ErrorCode.MODEL_STORE_UNAVAILABLE;
      case NOT_FOUND -> ErrorCode.MODEL_NOT_FOUND;
      case MANIFEST_MALFORMED, CHECKSUM_MISMATCH, MODEL_UNUSABLE -> ErrorCode.MODEL_UNUSABLE;
      case CACHE_UNUSABLE -> ErrorCode.MODEL_CACHE_UNUSABLE;
      case NOTHING_BEFORE -> ErrorCode.NOTHING_TO_ROLL_BACK;
      case ALREADY_PUBLISHED -> ErrorCode.INTERNAL_ERROR;
    };
  }

  private void send(ServerResponse response, ModelRegistry told) {
    RegistryStatus status = told.status();
    replies.send(response, Replies.JSON, JsonBytes.object(json -> write(json, status)));
  }

  private static void write(JsonGenerator json, RegistryStatus status) throws IOException {
    writeVersion(json, "active", status.active());
    writeVersion(json, "previous", status.previous());
    json.writeStringField("refreshed", status.refreshed().map(Object::toString).orElse(null));
    json.writeStringField("store_error", status.storeFault().orElse(null));
    Map<String, List<RegistryStatus.Known>> models =
        status.versions().stream().collect(Collectors.groupingBy(known -> known.version().model()));
    json.writeArrayFieldStart("models");
    for (String name : models.keySet().stream().sorted().toList()) {
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeArrayFieldStart("versions");
      for (RegistryStatus.Known known : models.get(name)) {
        json.writeStartObject();
        json.writeStringField("version", known.version().version());
        json.writeStringField("state", known.state().name().toLowerCase(Locale.ROOT));
        json.writeStringField("error", known.fault().orElse(null));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeVersion(JsonGenerator json, String field, Optional<ModelVersion> version)
      throws IOException {
    if (version.isEmpty()) {
      json.writeNullField(field);
      return;
    }
    json.writeObjectFieldStart(field);
    json.writeStringField("name", version.get().model());
    json.writeStringField("version", version.get().version());
    json.writeEndObject();
  }
}
