// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.helidon.tracing.HeaderConsumer;
import io.helidon.tracing.HeaderProvider;
import io.helidon.tracing.Span;
import io.helidon.tracing.SpanContext;
import io.helidon.tracing.Tracer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The span of a request, and those of its stages below it. Attributes are what the log says of the
 * request, never what a client says or hears.
 */
public final class RequestTrace implements StageListener {
  private static final int FIRST_SERVER_ERROR = 500;

  private final Tracer tracer;
  private final Span span;

  /** Two readings of the same moment: stages are told by {@link System#nanoTime()}. */
  private final Instant instant = Instant.now();

  private final long nanoTime = System.nanoTime();

  RequestTrace(Tracer tracer, Span span) {
    this.tracer = tracer;
    this.span = span;
  }

  @Override
  public void spent(RequestStage stage, long begun, long ended) {
    tracer.spanBuilder(stage.word()).parent(span.context()).start(at(begun)).end(at(ended));
  }

  private Instant at(long nanos) {
    return instant.plusNanos(nanos - nanoTime);
  }

  /** How the log names the trace: empty if nothing is traced. */
  public Map<String, String> fields() {
    if (!tracer.enabled()) {
      return Map.of();
    }
    SpanContext context = span.context();
    return Map.of("trace.id", context.traceId(), "span.id", context.spanId());
  }

  /**
   * The span as the header {@code traceparent} writes it, with the decision on whether the request
   * is traced; empty if nothing is traced.
   */
  public Optional<String> traceParent() {
    HeaderConsumer headers = HeaderConsumer.create(new HashMap<>());
    if (tracer.enabled()) {
      tracer.inject(span.context(), HeaderProvider.empty(), headers);
    }
    return headers.get(Tracing.TRACE_PARENT);
  }

  /**
   * Ends the span.
   *
   * @param status of the answer
   * @param attributes what else to say of the request
   */
  public void end(int status, Map<String, String> attributes) {
    attributes.forEach(span::tag);
    span.tag("http.response.status_code", status);
    if (status >= FIRST_SERVER_ERROR) {
      span.status(Span.Status.ERROR);
    }
    span.end();
  }
}
