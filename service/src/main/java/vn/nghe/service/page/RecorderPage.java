// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.page;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.http.Replies;
import vn.nghe.service.http.Resources;

/**
 * Sends the page. All of it is held in memory, and only names that the build listed are known, so
 * that no path can lead elsewhere. Helidon's static content is not used: its entity tags are times
 * of files, which a reproducible build sets alike in all versions.
 */
public final class RecorderPage {
  /** Written by the page's build: a name a line. */
  private static final String LIST = "files.txt";

  /**
   * What the page may load and whom it may talk to: itself, and by {@code connect-src} another
   * service that its user names in the settings. Recordings are played from blobs.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src"
          + " 'self'; media-src blob:; connect-src 'self' https: wss:; base-uri 'none'; form-action"
          + " 'none'; frame-ancestors 'none'";

  private static final List<Header> HEADERS =
      List.of(
          HeaderValues.createCached("Content-Security-Policy", CONTENT_SECURITY_POLICY),
          HeaderValues.createCached("Permissions-Policy", "microphone=(self)"),
          HeaderValues.createCached("Referrer-Policy", "no-referrer"),
          HeaderValues.createCached("Cross-Origin-Opener-Policy", "same-origin"),
          HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin"));

  private static final Header IMMUTABLE =
      HeaderValues.createCached("Cache-Control", "public, max-age=31536000, immutable");

  /** Kept, but asked for anew each time; Helidon's constant of that name forbids to keep it. */
  private static final Header CURRENT = HeaderValues.createCached("Cache-Control", "no-cache");

  private final Map<String, PageFile> files;
  private final Replies replies;

  private RecorderPage(Map<String, PageFile> files, Replies replies) {
    this.files = files;
    this.replies = replies;
  }

  /**
   * Reads the page that was built into the service.
   *
   * @throws IllegalStateException if there is none, which is a fault of the build
   */
  public static RecorderPage load(Replies replies) {
    Map<String, PageFile> files = new LinkedHashMap<>();
    String names = new String(Resources.read(RecorderPage.class, LIST), StandardCharsets.UTF_8);
    names
        .lines()
        .forEach(
            name ->
                files.put(
                    pathOf(name), PageFile.of(name, Resources.read(RecorderPage.class, name))));
    return new RecorderPage(files, replies);
  }

  private static String pathOf(String name) {
    return name.equals("index.html") ? "/" : "/" + name;
  }

  /** The paths of its files, which no credentials are needed for. */
  public Set<String> paths() {
    return files.keySet();
  }

  /** Registers a route for each of them. */
  public void register(HttpRouting.Builder routing) {
    files.forEach(
        (path, file) -> {
          Handler handler = (request, response) -> send(file, request, response);
          routing.get(path, handler).head(path, handler);
          routing.any(
              path,
              (_, _) -> {
                throw RefusedException.methodNotAllowed("GET", "HEAD");
              });
        });
  }

  private void send(PageFile file, ServerRequest request, ServerResponse response) {
    HEADERS.forEach(response::header);
    response.header(file.isImmutable() ? IMMUTABLE : CURRENT);
    response.header(HeaderNames.ETAG, file.etag());
    response.header(HeaderNames.VARY, "Accept-Encoding");
    if (mentions(request, HeaderNames.IF_NONE_MATCH, file.etag())) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    byte[] body = file.plain();
    if (mentions(request, HeaderNames.ACCEPT_ENCODING, "gzip")) {
      response.header(HeaderNames.CONTENT_ENCODING, "gzip");
      body = file.gzip();
    }
    if (request.prologue().method().equals(Method.HEAD)) {
      response.header(HeaderNames.CONTENT_TYPE, file.contentType());
      response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
      response.send();
    } else {
      replies.sendShared(response, file.contentType(), body);
    }
  }

  private static boolean mentions(ServerRequest request, HeaderName header, String wanted) {
    return request.headers().contains(header)
        && request.headers().get(header).allValues().stream()
            .anyMatch(value -> value.contains(wanted));
  }
}
