// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.helidon.tracing.Tracer;
import io.helidon.tracing.providers.opentelemetry.HelidonOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A tracer of Helidon over OpenTelemetry's SDK, which sends spans to a collector by OTLP over HTTP:
 * the only class that knows OpenTelemetry. Every service has its own. Helidon would build one for
 * the whole process from properties of OpenTelemetry's agent.
 *
 * @param tracer makes the spans
 * @param provider sends them
 */
record OtlpTracer(Tracer tracer, SdkTracerProvider provider) implements AutoCloseable {
  private static final String NAME = "vn.nghe.service";
  private static final TextMapGetter<Map<String, String>> HEADERS =
      (headers, name) -> headers.get(name);

  /** What a collector may take to answer when the service stops, in seconds. */
  private static final long LAST_FLUSH = 2;

  /**
   * A tracer for a collector.
   *
   * @param endpoint such as {@code http://localhost:4318/v1/traces}
   * @param ratio the part of requests that is traced, from 0 to 1, where the client does not say
   */
  static OtlpTracer to(URI endpoint, double ratio) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), "nghe"))))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString()).build())
                    .build())
            .build();
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(provider)
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    return new OtlpTracer(
        HelidonOpenTelemetry.create(sdk, sdk.getTracer(NAME), Map.of()), provider);
  }

  /**
   * The ids of the trace and the span that a client names, as the log writes them; empty if the
   * header is malformed.
   *
   * @param traceParent the header
   */
  static Map<String, String> ids(String traceParent) {
    SpanContext named =
        Span.fromContext(
                W3CTraceContextPropagator.getInstance()
                    .extract(Context.root(), Map.of(Tracing.TRACE_PARENT, traceParent), HEADERS))
            .getSpanContext();
    return named.isValid()
        ? Map.of(RequestTrace.TRACE_ID, named.getTraceId(), RequestTrace.SPAN_ID, named.getSpanId())
        : Map.of();
  }

  /** Sends what is left. */
  @Override
  public void close() {
    provider.shutdown().join(LAST_FLUSH, TimeUnit.SECONDS);
  }
}
