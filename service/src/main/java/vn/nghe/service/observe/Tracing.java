// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes traces and sends them to a collector by OTLP over HTTP.
 *
 * <p>OpenTelemetry's own SDK is used: Helidon's tracing is a tracer of the whole process, which two
 * services in one would share, over an SDK two years older, and it knows no span that began earlier
 * than the call that makes it, as stages that are told of when they end do.
 */
public final class Tracing implements AutoCloseable {
  /** What a collector may take to answer when the service stops, in seconds. */
  private static final long LAST_FLUSH = 2;

  private static final TextMapGetter<Map<String, String>> HEADERS =
      (headers, name) -> headers.get(name);

  private final Tracer tracer;
  private final Runnable onClose;

  private Tracing(TracerProvider provider, Runnable onClose) {
    this.tracer = provider.get("vn.nghe.service");
    this.onClose = onClose;
  }

  /**
   * Traces for a collector, or for nobody.
   *
   * @param endpoint where the collector takes traces, such as {@code
   *     http://localhost:4318/v1/traces}
   */
  public static Tracing to(Optional<URI> endpoint) {
    return endpoint
        .map(Tracing::exporting)
        .orElseGet(() -> new Tracing(TracerProvider.noop(), () -> {}));
  }

  private static Tracing exporting(URI endpoint) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), "nghe"))))
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString()).build())
                    .build())
            .build();
    return new Tracing(provider, () -> provider.shutdown().join(LAST_FLUSH, TimeUnit.SECONDS));
  }

  /**
   * Begins the span of a request.
   *
   * @param name of the span
   * @param traceParent the header in which the client says what the request is part of, if it does
   */
  public RequestTrace begin(String name, Optional<String> traceParent) {
    Map<String, String> headers =
        traceParent.map(value -> Map.of("traceparent", value)).orElse(Map.of());
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
    return new RequestTrace(
        tracer,
        tracer.spanBuilder(name).setParent(parent).setSpanKind(SpanKind.SERVER).startSpan());
  }

  /** Sends what is left. */
  @Override
  public void close() {
    onClose.run();
  }
}
