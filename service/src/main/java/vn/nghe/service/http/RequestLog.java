// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.observe.LogFields;
import vn.nghe.service.observe.RequestTrace;
import vn.nghe.service.observe.Tracing;

/**
 * Names every request, for the log, the trace and the client alike, and logs a line of it once it
 * is answered. The outermost filter: refusals of the others are logged too.
 */
public final class RequestLog implements Filter {
  private static final System.Logger LOG = System.getLogger("vn.nghe.access");

  /** Names a request, for its client. */
  public static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");

  private static final HeaderName TRACE_PARENT = HeaderNames.create("traceparent");

  /** Paths that name a span; clients make up all others, and a collector wants few names. */
  private static final Set<String> ROUTES =
      Set.of(
          "/v1/audio/transcriptions",
          "/v1/models",
          "/v1/events",
          "/admin/models",
          "/admin/models/refresh",
          "/admin/models/rollback");

  private static final Set<String> ROUTINE =
      Set.of("/health", "/health/live", "/health/started", "/health/ready", "/metrics");

  /** What a client may call its request: nothing that could be taken for more than one field. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Of a path no more is logged; those of the service are shorter. */
  private static final int LONGEST_PATH = 200;

  private static final int FIRST_ERROR = 400;

  private final Tracing tracing;
  private final Tracing untraced = Tracing.off();

  public RequestLog(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    long begun = System.nanoTime();
    String id =
        request.headers().first(REQUEST_ID).filter(RequestLog::isId).orElseGet(RequestLog::newId);
    String method = request.prologue().method().text();
    String path = request.prologue().uriPath().rawPath();
    RequestTrace trace =
        (isRoutine(path) ? untraced : tracing)
            .begin(
                spanName(printable(method), printable(path)),
                request.headers().first(TRACE_PARENT));
    RequestState state = new RequestState(trace);
    state.attachTo(request);
    response.header(REQUEST_ID, id);
    trace.traceParent().ifPresent(it -> response.header(TRACE_PARENT, it));
    Map<String, String> fields = new TreeMap<>(trace.fields());
    fields.put("http.request.id", id);
    LogFields.with(
        fields,
        () -> {
          try {
            chain.proceed();
          } finally {
            end(request, response, state, System.nanoTime() - begun);
          }
        });
  }

  /** What orchestrators and Prometheus ask for every few seconds, for as long as it goes well. */
  private static boolean isRoutine(String path) {
    return ROUTINE.contains(path);
  }

  private static void end(
      RoutingRequest request, RoutingResponse response, RequestState state, long duration) {
    String method = printable(request.prologue().method().text());
    String path = printable(request.prologue().uriPath().rawPath());
    int status = response.status().code();
    Map<String, String> fields = new TreeMap<>();
    fields.put("http.request.method", method);
    fields.put("url.path", path);
    state.identity().ifPresent(caller -> fields.put("user.id", caller.id()));
    state.refusal().ifPresent(code -> fields.put("error.code", code.code()));
    state.trace().end(status, fields);
    fields.put("source.ip", request.remotePeer().host());
    fields.put("http.response.status_code", Integer.toString(status));
    fields.put("http.response.bytes", Long.toString(response.bytesWritten()));
    fields.put("event.duration", Long.toString(duration));
    log(
        fields,
        isRoutine(path) && status < FIRST_ERROR
            ? System.Logger.Level.DEBUG
            : System.Logger.Level.INFO);
  }

  /**
   * Logs a request that no filter has seen, since it was refused before.
   *
   * @param request what could be read of it
   * @param bytes of the body of the answer
   * @return the name of the request, for the client
   */
  static String refused(
      String peer, DirectHandler.TransportRequest request, ErrorCode code, int bytes) {
    String id = newId();
    unfiltered(
        peer,
        request.method(),
        request.path(),
        Map.of(
            "http.request.id", id,
            "error.code", code.code(),
            "http.response.status_code", ErrorStatus.of(code).codeText(),
            "http.response.bytes", Integer.toString(bytes)));
    return id;
  }

  /**
   * Logs a request that became a WebSocket, which no filter has seen.
   *
   * @param caller who opened it
   * @return the name of the request, for the client
   */
  public static String upgraded(
      String peer, HttpPrologue prologue, Optional<String> proposedId, String caller) {
    String id = proposedId.filter(RequestLog::isId).orElseGet(RequestLog::newId);
    unfiltered(
        peer,
        prologue.method().text(),
        prologue.uriPath().rawPath(),
        Map.of(
            "http.request.id",
            id,
            "user.id",
            caller,
            "http.response.status_code",
            Status.SWITCHING_PROTOCOLS_101.codeText(),
            "http.response.bytes",
            "0"));
    return id;
  }

  private static void unfiltered(
      String peer, String method, String path, Map<String, String> more) {
    Map<String, String> fields = new TreeMap<>(more);
    fields.put("http.request.method", printable(method));
    fields.put("url.path", printable(path));
    fields.put("source.ip", peer);
    fields.put("event.duration", "0");
    log(fields, System.Logger.Level.INFO);
  }

  private static void log(Map<String, String> fields, System.Logger.Level level) {
    LogFields.with(
        fields,
        () ->
            LOG.log(
                level,
                "{0} \"{1} {2}\" {3} {4} {5}",
                fields.get("source.ip"),
                fields.get("http.request.method"),
                fields.get("url.path"),
                fields.get("http.response.status_code"),
                fields.get("http.response.bytes"),
                Long.toString(Long.parseLong(fields.get("event.duration")) / 1000)));
  }

  private static String spanName(String method, String path) {
    return ROUTES.contains(path) ? method + " " + path : method;
  }

  private static boolean isId(String value) {
    return ID.matcher(value).matches();
  }

  private static String newId() {
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    return "req_" + HexFormat.of().formatHex(random);
  }

  /** What a client sends must not break a line, or steer a terminal. */
  private static String printable(String text) {
    String shown = text.length() > LONGEST_PATH ? text.substring(0, LONGEST_PATH) : text;
    return shown.isEmpty() ? "-" : shown.replaceAll("[^\\x21-\\x7e]", "?");
  }
}
