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
  static final String TRACE_ID = "trace.id";
  static final String SPAN_ID = "span.id";
  private static final int FIRST_SERVER_ERROR = 500;

  private final Tracer tracer;
  private final Span span;
  private final Map<String, String> named;

  /** Two readings of the same moment: stages are told by {@link System#nanoTime()}. */
  private final Instant instant = Instant.now();

  private final long nanoTime = System.nanoTime();

  /**
   * Goes on until {@link #end}.
   *
   * @param named the ids that the client gave, for the log where nothing is traced
   */
  RequestTrace(Tracer tracer, Span span, Map<String, String> named) {
    this.tracer = tracer;
    this.span = span;
    this.named = named;
  }

  @Override
  public void spent(RequestStage stage, long begun, long ended) {
    tracer.spanBuilder(stage.word()).parent(span.context()).start(at(begun)).end(at(ended));
  }

  private Instant at(long nanos) {
    return instant.plusNanos(nanos - nanoTime);
  }

  /** How the log names the trace: as the client does, if at all, where nothing is traced. */
  public Map<String, String> fields() {
    if (!tracer.enabled()) {
      return named;
    }
    SpanContext context = span.context();
    return Map.of(TRACE_ID, context.traceId(), SPAN_ID, context.spanId());
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
