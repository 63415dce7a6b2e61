// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import io.helidon.webserver.WebServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.service.inference.ModelWarmUp;
import vn.nghe.service.models.RegistrySettings;
import vn.nghe.service.schedule.PeriodicTask;

/** A running service: HTTP on the outside, one model at a time on the inside. */
public final class NgheService implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NgheService.class.getName());

  /** The status of {@code EX_OSERR}, an error of the system, in {@code sysexits.h}. */
  private static final int PORT_LOST = 71;

  private static final Duration LOOK_AT_PORT = Duration.ofSeconds(2);

  private final ServiceConfig config;
  private final ServiceParts parts;
  private final WebServer server;
  private final URI uri;
  private volatile boolean stopping;
  private boolean stopped;
  private boolean finished;

  private NgheService(ServiceConfig config, ServiceParts parts, WebServer server) {
    this.config = config;
    this.parts = parts;
    this.server = server;
    this.uri = uri(config, server);
  }

  /**
   * Starts to listen while the model loads and warms up. From the first moment on {@code
   * /health/live} answers; once this method returns, so does everything else.
   *
   * @throws ConfigurationException if the address cannot be listened on
   * @throws vn.nghe.api.ModelException if the folder does not hold a usable model
   */
  public static NgheService start(ServiceConfig config) {
    return start(
        config, () -> LoadedModel.open(config.model().folder(), config.inference().threads()));
  }

  /**
   * The model to begin with, warmed up.
   *
   * @param folder gives that of the configuration, cold
   */
  private static LoadedModel first(
      ServiceConfig config, ServiceParts parts, Supplier<LoadedModel> folder) {
    return parts
        .registry()
        .map(registry -> registry.first(config.model().folder()))
        .orElseGet(
            () -> {
              LoadedModel model = ModelWarmUp.of(folder.get());
              parts.metrics().serving(model.description().name(), "");
              return model;
            });
  }

  /**
   * Starts as {@link #start(ServiceConfig)} does, for a program that is nothing but the service: it
   * sets up the log, and when the process is told to end, by SIGTERM or Ctrl-C, it stops and ends
   * it, with status 0 if every request taken was answered in time, else with 1. Where the port is
   * lost, it ends the process with status {@value #PORT_LOST}, so that whatever supervises it
   * starts it anew.
   */
  public static NgheService serve(ServiceConfig config) {
    config.observe().logFormat().install();
    NgheService service = start(config);
    io.helidon.Main.addShutdownHandler(
        () -> {
          boolean answeredAll = service.stop();
          LOG.log(
              System.Logger.Level.INFO,
              answeredAll ? "stopped, all requests answered" : "stopped, some requests cut off");
          // Only halting replaces the status 143 by which a JVM tells that it was terminated.
          Runtime.getRuntime().halt(answeredAll ? 0 : 1);
        });
    service.watchPort();
    return service;
  }

  private void watchPort() {
    ListenerWatch watch = new ListenerWatch(config.host(), port(), this::endWithoutPort);
    parts.schedule().every(PeriodicTask.LISTENER, LOOK_AT_PORT, watch::look);
  }

  /** On a thread of its own, since the schedule's is interrupted when the service stops. */
  private void endWithoutPort() {
    Thread.ofPlatform()
        .name("nghe-port-lost")
        .start(
            () -> {
              if (stopping) {
                return;
              }
              LOG.log(
                  System.Logger.Level.ERROR,
                  "port {0} was lost: the server no longer takes connections, most likely for want"
                      + " of file descriptors (ulimit -n); the process ends with status {1}",
                  Integer.toString(port()),
                  PORT_LOST);
              stop();
              Runtime.getRuntime().halt(PORT_LOST);
            });
  }

  /** The model is loaded while the server starts: each takes about a second and one parts. */
  static NgheService start(ServiceConfig config, Supplier<LoadedModel> source) {
    ServiceParts parts = ServiceParts.of(config);
    FutureTask<LoadedModel> loading = new FutureTask<>(() -> first(config, parts, source));
    Thread.ofPlatform().name("nghe-load").start(loading);
    WebServer server;
    try {
      server = HttpListener.open(config, parts);
    } catch (RuntimeException | Error e) {
      parts.close();
      discard(loading);
      throw e;
    }
    try {
      LoadedModel model = await(loading);
      parts.intake().models().serve(model);
      NgheService service = new NgheService(config, parts, server);
      config
          .model()
          .registry()
          .map(RegistrySettings::poll)
          .filter(Duration::isPositive)
          .ifPresent(interval -> parts.registry().orElseThrow().follow(parts.schedule(), interval));
      LOG.log(
          System.Logger.Level.INFO,
          "{0} answers on {1}",
          model.description().name(),
          service.uri());
      LOG.log(System.Logger.Level.INFO, "for people: open {0}/ in a browser", service.uri());
      return service;
    } catch (RuntimeException | Error e) {
      server.stop();
      parts.close();
      throw e;
    }
  }

  private static LoadedModel await(FutureTask<LoadedModel> loading) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return loading.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case RuntimeException cause -> cause;
        case Error cause -> throw cause;
        case Throwable cause -> new IllegalStateException("a model failed to load", cause);
      };
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Closes a model that is no longer needed; does nothing if it could not be loaded. */
  private static void discard(FutureTask<LoadedModel> loading) {
    LoadedModel model;
    try {
      model = await(loading);
    } catch (RuntimeException _) {
      return;
    }
    model.close();
  }

  /** The port that the service listens on. */
  public int port() {
    return uri.getPort();
  }

  /** Where clients on this machine find the service, without the {@code /v1} of the API. */
  public URI uri() {
    return uri;
  }

  private static URI uri(ServiceConfig config, WebServer server) {
    String scheme = server.hasTls() ? "https" : "http";
    String host = config.host().getHostAddress();
    String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return URI.create(scheme + "://" + literal + ":" + server.port());
  }

  /**
   * Refuses further requests, finishes those in progress within the grace period, and closes the
   * port. The port stays open until then, so that late requests get an answer and not a reset
   * connection. Calling this again does nothing.
   *
   * @return whether every request that was taken was also answered
   */
  public boolean stop() {
    // Seen at once, also while another thread is in the middle of it.
    stopping = true;
    return stopOnce();
  }

  private synchronized boolean stopOnce() {
    if (!stopped) {
      stopped = true;
      parts.intake().drain().begin();
      boolean interrupted = false;
      try {
        finished = parts.intake().drain().awaitIdle(config.shutdownGracePeriod());
      } catch (InterruptedException _) {
        interrupted = true;
      }
      server.stop();
      parts.close();
      closeModel();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return finished;
  }

  /** A clip that outlived the grace period is still in the model's hands; closing waits for it. */
  private void closeModel() {
    if (finished) {
      parts.intake().models().close();
    } else {
      Thread.ofVirtual().start(parts.intake().models()::close);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
