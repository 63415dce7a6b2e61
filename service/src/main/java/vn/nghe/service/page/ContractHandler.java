// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.page;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.http.Replies;

/** {@code /openapi.yaml}, {@code /openapi.json} and {@code /docs}. */
public final class ContractHandler {
  private static final String DOCS = "/docs";

  /**
   * The page runs no script but its own, loads nothing from elsewhere and talks to nobody but this
   * service. Swagger UI draws its icons as images in {@code data:} URLs.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Replies replies;

  public ContractHandler(Replies replies) {
    this.replies = replies;
  }

  /**
   * All there is to serve, 2 MB, read when somebody first asks: every start would wait half a
   * second for it, and most services are never asked.
   */
  private static final class Held {
    static final ContractDocument DOCUMENT = ContractDocument.read();
    static final Map<DocsAsset, byte[]> ASSETS = new EnumMap<>(DocsAsset.class);

    static {
      for (DocsAsset asset : DocsAsset.values()) {
        ASSETS.put(asset, asset.read());
      }
    }
  }

  /** The paths that it answers, which anybody may ask for: they tell nothing of this instance. */
  public static Set<String> paths() {
    return Stream.concat(
            Stream.of("/openapi.yaml", "/openapi.json", DOCS),
            DocsAsset.loaded().map(asset -> DOCS + "/" + asset.file()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Adds the routes. */
  public void register(HttpRules routing) {
    routing
        .get(
            "/openapi.yaml",
            (_, response) -> send(response, "application/yaml", Held.DOCUMENT.yaml()))
        .get("/openapi.json", (_, response) -> send(response, Replies.JSON, Held.DOCUMENT.json()))
        .get(DOCS, (_, response) -> send(response, DocsAsset.PAGE))
        .get(DOCS + "/{file}", this::file);
  }

  private void file(ServerRequest request, ServerResponse response) {
    String name = request.path().pathParameters().get("file");
    send(
        response,
        DocsAsset.named(name)
            .orElseThrow(
                () -> RefusedException.of(ErrorCode.NOT_FOUND, "The page has no such file.")));
  }

  private void send(ServerResponse response, DocsAsset asset) {
    response.header(HeaderNames.create("Content-Security-Policy"), CONTENT_SECURITY_POLICY);
    response.header(HeaderNames.create("Referrer-Policy"), "no-referrer");
    send(response, asset.contentType(), Held.ASSETS.get(asset));
  }

  private void send(ServerResponse response, String contentType, byte[] body) {
    response.header(HeaderNames.CACHE_CONTROL, "no-cache");
    replies.sendShared(response, contentType, body);
  }
}
