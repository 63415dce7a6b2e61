// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.helidon.tracing.HeaderProvider;
import io.helidon.tracing.Span;
import io.helidon.tracing.Tracer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a trace of each request, with Helidon's tracing, and sends it to a collector. */
public final class Tracing implements AutoCloseable {
  static final String TRACE_PARENT = "traceparent";

  private final Tracer tracer;
  private final Runnable onClose;

  private Tracing(Tracer tracer, Runnable onClose) {
    this.tracer = tracer;
    this.onClose = onClose;
  }

  /** Traces nothing. */
  public static Tracing off() {
    return new Tracing(Tracer.noOp(), () -> {});
  }

  /** Traces for the collector that the settings name, or for nobody. */
  public static Tracing to(TracingSettings settings) {
    return settings
        .otlpEndpoint()
        .map(endpoint -> OtlpTracer.to(endpoint, settings.ratio()))
        .map(it -> new Tracing(it.tracer(), it::close))
        .orElseGet(Tracing::off);
  }

  /**
   * Begins the span of a request.
   *
   * @param name of the span
   * @param traceParent the header in which the client says what the request is part of, if it does
   */
  public RequestTrace begin(String name, Optional<String> traceParent) {
    HeaderProvider headers =
        HeaderProvider.create(
            traceParent.map(value -> Map.of(TRACE_PARENT, List.of(value))).orElse(Map.of()));
    Span.Builder<?> span = tracer.spanBuilder(name).kind(Span.Kind.SERVER);
    tracer.extract(headers).ifPresent(span::parent);
    return new RequestTrace(
        tracer, span.start(), traceParent.map(OtlpTracer::ids).orElse(Map.of()));
  }

  /** Sends what is left. */
  @Override
  public void close() {
    onClose.run();
  }
}
