package dev.evenomad.bootstrap.traces;

import dev.evenomad.bootstrap.metrics.Outcomes;
import dev.evenomad.bootstrap.metrics.WorkName;
import dev.evenomad.domain.Eve;
import dev.evenomad.domain.job.DueWork;
import dev.evenomad.domain.job.DueWorkHandler;
import dev.evenomad.domain.notification.PushGateway;
import dev.evenomad.http.metrics.RequestObserver;
import dev.evenomad.push.web.WebPush;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Spans of requests, due work, pushes and what EVE is asked. No attribute names anybody, and none
 * has a message of an exception. Thread-safe.
 */
public final class Traces implements AutoCloseable {

  /** A collector that is away does not keep a server from ending in time. */
  private static final long SECONDS_TO_END = 2;

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;

  private Traces(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("dev.evenomad");
  }

  /**
   * Sends them there by OTLP over HTTP. What else OpenTelemetry's variables say of sampling,
   * batches and headers holds.
   *
   * @param version of the program
   */
  public static Traces sentTo(URI endpoint, String version) {
    return new Traces(
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(
                () ->
                    Map.of(
                        "otel.service.name", "nomad",
                        "otel.resource.attributes", "service.version=" + version,
                        "otel.exporter.otlp.endpoint", endpoint.toString(),
                        "otel.exporter.otlp.protocol", "http/protobuf",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none"))
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk());
  }

  /** An observer that traces each request, besides the other one. */
  public RequestObserver requests(RequestObserver other) {
    return method ->
        new TracedRequest(
            other.begun(method),
            tracer.spanBuilder(method).setNoParent().setSpanKind(SpanKind.SERVER).startSpan());
  }

  /** The same handler, traced. */
  public DueWorkHandler work(DueWorkHandler below) {
    return new DueWorkHandler() {
      @Override
      public Next handle(DueWork work) {
        return traced(work, () -> below.handle(work));
      }

      @Override
      public Next handle(DueWork work, Hold hold) {
        return traced(work, () -> below.handle(work, hold));
      }
    };
  }

  private DueWorkHandler.Next traced(DueWork work, Supplier<DueWorkHandler.Next> go) {
    WorkName name = WorkName.of(work);
    SpanBuilder span =
        tracer
            .spanBuilder("work " + name.type())
            .setNoParent()
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("nomad.work.type", name.type())
            .setAttribute("nomad.work.kind", name.kind());
    return Traced.call(span, go, Outcomes::of);
  }

  /** The same gateway, traced. */
  public PushGateway push(PushGateway below) {
    return message -> {
      String channel = WebPush.isFor(message) ? "web" : "fcm";
      SpanBuilder span =
          tracer
              .spanBuilder("push " + channel)
              .setSpanKind(SpanKind.CLIENT)
              .setAttribute("nomad.push.channel", channel);
      return Traced.call(span, () -> below.send(message), Outcomes::of);
    };
  }

  /** The same ports, traced. */
  public Eve eve(Eve below) {
    return TracedEve.of(below, tracer);
  }

  @Override
  public void close() {
    sdk.shutdown().join(SECONDS_TO_END, TimeUnit.SECONDS);
  }
}
