// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import io.helidon.Main;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.util.function.Supplier;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.service.inference.WarmUp;

/** A running service: HTTP on the outside, one model on the inside. */
public final class NgheService implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NgheService.class.getName());

  private final ServiceConfig config;
  private final Core core;
  private final WebServer server;
  private final LoadedModel model;

  private NgheService(ServiceConfig config, Core core, WebServer server, LoadedModel model) {
    this.config = config;
    this.core = core;
    this.server = server;
    this.model = model;
  }

  /**
   * Starts to listen, then loads the model and warms it up. From the first moment on {@code
   * /health/live} answers; once this method returns, so does everything else.
   *
   * @throws ConfigurationException if the address cannot be listened on
   * @throws vn.nghe.model.ModelException if the folder does not hold a usable model
   */
  public static NgheService start(ServiceConfig config) {
    return start(config, () -> LoadedModel.open(config.model(), config.threads()));
  }

  static NgheService start(ServiceConfig config, Supplier<LoadedModel> source) {
    Core core = Core.of(config);
    WebServer server = HttpFront.listen(config, core);
    try {
      LoadedModel model = source.get();
      WarmUp.run(model.recogniser());
      core.readiness().ready(model);
      NgheService service = new NgheService(config, core, server, model);
      LOG.log(
          System.Logger.Level.INFO,
          "{0} answers on {1}",
          model.description().name(),
          service.uri());
      return service;
    } catch (RuntimeException | Error e) {
      server.stop();
      core.close();
      throw e;
    }
  }

  /** The port that the service listens on. */
  public int port() {
    return server.port();
  }

  /** Where clients on this machine find the service, without the {@code /v1} of the API. */
  public URI uri() {
    String scheme = server.hasTls() ? "https" : "http";
    String host = config.host().getHostAddress();
    String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return URI.create(scheme + "://" + literal + ":" + port());
  }

  /**
   * Takes no more requests and finishes those it took, as long as the grace period lasts. Calling
   * it again does nothing.
   *
   * @return whether every accepted clip was finished
   */
  public boolean stop() {
    core.readiness().drain();
    server.stop();
    boolean finished = core.pool().lostNothing();
    core.close();
    model.close();
    return finished;
  }

  /**
   * Stops the service when the process is told to end, by SIGTERM or Ctrl-C, and then ends the
   * process: with status 0 if every accepted clip was finished in time, else with 1.
   */
  public void stopWithProcess() {
    Main.addShutdownHandler(
        () -> {
          boolean finished = stop();
          LOG.log(
              System.Logger.Level.INFO,
              finished ? "stopped, nothing lost" : "stopped before all clips were finished");
          // Only halting replaces the status 143 by which a JVM tells that it was terminated.
          Runtime.getRuntime().halt(finished ? 0 : 1);
        });
  }

  @Override
  public void close() {
    stop();
  }
}
