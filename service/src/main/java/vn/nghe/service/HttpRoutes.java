// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.nghe.service.access.Scope;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.http.AccessGuard;
import vn.nghe.service.http.ConnectionCloser;
import vn.nghe.service.http.Cors;
import vn.nghe.service.http.Errors;
import vn.nghe.service.http.HealthChecks;
import vn.nghe.service.http.MessageLengthGuard;
import vn.nghe.service.http.PageGuard;
import vn.nghe.service.http.Replies;
import vn.nghe.service.http.RequestLog;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.service.inference.Recognition;
import vn.nghe.service.models.AdminHandler;
import vn.nghe.service.models.ModelsHandler;
import vn.nghe.service.models.ServedModel;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.page.ContractHandler;
import vn.nghe.service.page.PageReportHandler;
import vn.nghe.service.page.RecorderPage;
import vn.nghe.service.realtime.RealtimeEndpoint;
import vn.nghe.service.realtime.UpgradeGuard;
import vn.nghe.service.transcription.TranscriptionHandler;
import vn.nghe.service.upload.Uploads;

/** The routes of the HTTP server. */
final class HttpRoutes {
  private static final String ACTIVATE = "/admin/models/{name}/versions/{version}/activate";

  private final ServiceConfig config;
  private final ServiceParts parts;
  private final Replies replies;
  private final RecorderPage page;

  HttpRoutes(ServiceConfig config, ServiceParts parts) {
    this.config = config;
    this.parts = parts;
    this.replies = new Replies(parts.intake().drain()::hasBegun);
    this.page = RecorderPage.load(replies);
  }

  /** Helidon's health checks, a feature of their own, come behind these. */
  void route(HttpRouting.Builder routing) {
    ModelsHandler models =
        new ModelsHandler(() -> named(parts.intake().models().current()), replies);
    AdminHandler admin = new AdminHandler(parts.registry(), config.administers(), replies);
    Errors errors = new Errors(replies);
    AccessGuard guard = new AccessGuard(parts.access(), openPaths(), errors);
    routing
        .addFilter(new RequestLog(parts.tracing()))
        .addFilter(new ConnectionCloser())
        .addFilter(new MessageLengthGuard(replies, errors))
        .addFilter(new Cors(config.origins(), errors))
        .addFilter(new PageGuard(config.hosts(), config.origins(), errors))
        .addFilter(guard)
        .addFilter(HealthChecks::sendWhole)
        .post("/v1/audio/transcriptions", guard.admit(Scope.TRANSCRIBE, transcriptions()))
        .any("/v1/audio/transcriptions", otherThan("POST"))
        .get("/v1/models", guard.admit(Scope.MODELS_READ, models::list))
        .any("/v1/models", otherThan("GET"))
        .get("/v1/models/{id}", guard.admit(Scope.MODELS_READ, models::retrieve))
        .any("/v1/models/{id}", otherThan("GET"))
        .post("/v1/events", guard.require(Scope.TRANSCRIBE, events()))
        .any("/v1/events", otherThan("POST"))
        .get("/admin/models", guard.require(Scope.ADMIN, admin::list))
        .any("/admin/models", otherThan("GET"))
        .post("/admin/models/refresh", guard.require(Scope.ADMIN, admin::refresh))
        .any("/admin/models/refresh", otherThan("POST"))
        .post("/admin/models/rollback", guard.require(Scope.ADMIN, admin::rollBack))
        .any("/admin/models/rollback", otherThan("POST"))
        .post(ACTIVATE, guard.require(Scope.ADMIN, admin::activate))
        .any(ACTIVATE, otherThan("POST"))
        .get("/metrics", metrics(guard))
        .any("/metrics", otherThan("GET"))
        .any("/health/*", otherThan("GET", "HEAD"));
    page.register(routing);
    new ContractHandler(replies).register(routing);
    ContractHandler.paths().forEach(path -> routing.any(path, otherThan("GET")));
    // The upgrade to a WebSocket never comes as far as here.
    routing
        .get(RealtimeEndpoint.PATH, HttpRoutes::askForUpgrade)
        .any(RealtimeEndpoint.PATH, otherThan("GET"));
    errors.register(routing);
  }

  /** Orchestrators that ask for health have no keys, nor do browsers that ask for the page. */
  private Set<String> openPaths() {
    Set<String> open = new HashSet<>(page.paths());
    open.addAll(ContractHandler.paths());
    open.addAll(Set.of("/health", "/health/live", "/health/ready", "/health/started"));
    if (config.openMetrics()) {
      open.add("/metrics");
    }
    return open;
  }

  private Handler metrics(AccessGuard guard) {
    return config.openMetrics()
        ? this::sendMetrics
        : guard.require(Scope.METRICS_READ, this::sendMetrics);
  }

  /** What is behind the one path that an upgrade leads to. */
  RealtimeEndpoint realtime() {
    return new RealtimeEndpoint(
        parts.intake(),
        this::named,
        config.realtime(),
        config.sharePerCaller(),
        new UpgradeGuard(parts.access(), config.hosts(), config.origins()),
        parts.metrics());
  }

  private static void askForUpgrade(ServerRequest request, ServerResponse response) {
    throw RefusedException.of(
        ErrorCode.UPGRADE_REQUIRED, "This path speaks WebSocket: GET with 'Upgrade: websocket'.");
  }

  private TranscriptionHandler transcriptions() {
    return new TranscriptionHandler(
        parts.intake(),
        this::named,
        new Uploads(config.upload(), parts.budget()),
        new Recognition(parts.pool(), config.inference().longestAudio(), parts.metrics()),
        parts.metrics(),
        parts.access(),
        replies);
  }

  private PageReportHandler events() {
    return new PageReportHandler(config.upload().pace(), parts.metrics(), replies);
  }

  private ServedModel named(LoadedModel model) {
    return ServedModel.of(model, config.model().aliases());
  }

  private void sendMetrics(ServerRequest request, ServerResponse response) {
    replies.send(response, ServiceMetrics.CONTENT_TYPE, parts.metrics().scrape());
  }

  /** Helidon itself answers a wrong method as it answers a wrong path. */
  private static Handler otherThan(String... methods) {
    return (request, response) -> {
      if (!List.of(methods).contains(request.prologue().method().text())) {
        throw RefusedException.methodNotAllowed(methods);
      }
      response.next();
    };
  }
}
