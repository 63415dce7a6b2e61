// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The span of a request, and those of its stages below it. Attributes are what the log says of the
 * request, never what a client says or hears.
 */
public final class RequestTrace implements StageListener {
  private static final int FIRST_SERVER_ERROR = 500;

  private final Tracer tracer;
  private final Span span;

  /** What has to be added to {@link System#nanoTime()} to get nanoseconds since 1970. */
  private final long clockOffset;

  RequestTrace(Tracer tracer, Span span) {
    this.tracer = tracer;
    this.span = span;
    this.clockOffset =
        TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
  }

  @Override
  public void spent(RequestStage stage, long begun, long ended) {
    tracer
        .spanBuilder(stage.word())
        .setParent(Context.root().with(span))
        .setStartTimestamp(begun + clockOffset, TimeUnit.NANOSECONDS)
        .startSpan()
        .end(ended + clockOffset, TimeUnit.NANOSECONDS);
  }

  /** How the log names the trace: empty if the request is part of none. */
  public Map<String, String> fields() {
    SpanContext context = span.getSpanContext();
    return context.isValid()
        ? Map.of("trace.id", context.getTraceId(), "span.id", context.getSpanId())
        : Map.of();
  }

  /** The span as the header {@code traceparent} writes it; empty if nothing is traced. */
  public Optional<String> traceParent() {
    SpanContext context = span.getSpanContext();
    return span.isRecording()
        ? Optional.of(
            "00-%s-%s-%s"
                .formatted(
                    context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex()))
        : Optional.empty();
  }

  /**
   * Ends the span.
   *
   * @param name of the span, as far as it is known by now
   * @param status of the answer
   * @param attributes what else to say of the request
   */
  public void end(String name, int status, Map<String, String> attributes) {
    span.updateName(name);
    attributes.forEach(span::setAttribute);
    span.setAttribute("http.response.status_code", status);
    if (status >= FIRST_SERVER_ERROR) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
