// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import io.helidon.config.Config;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vn.nghe.service.connection.ConnectionLimits;
import vn.nghe.service.realtime.RealtimeLimits;

/**
 * Everything an operator can set. Made by {@link #load}; the README lists the keys.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 picks a free one
 * @param model folder of the model
 * @param modelAliases names, besides the model's own, that clients may ask for
 * @param registry where published versions of models come from, if from anywhere
 * @param threads how many threads share the arithmetic
 * @param workers how many clips are worked on at once
 * @param queueCapacity how many clips may wait for a worker
 * @param requestDeadline how long a clip may wait and be worked on, together
 * @param longestAudio the longest audio to take
 * @param realtime limits on realtime sessions
 * @param connections how long clients may keep connections without requests
 * @param upload limits on request bodies
 * @param shutdownGracePeriod how long accepted requests may take to finish when the service stops
 * @param access who may use the service, and how much of it
 * @param observe what the service tells of itself
 * @param allowUnauthenticated whether other machines may connect though nothing checks who they are
 * @param server the keys under {@code server}, for Helidon
 */
public record ServiceConfig(
    InetAddress host,
    int port,
    Path model,
    List<String> modelAliases,
    Optional<RegistryConfig> registry,
    int threads,
    int workers,
    int queueCapacity,
    Duration requestDeadline,
    Duration longestAudio,
    RealtimeLimits realtime,
    ConnectionLimits connections,
    Upload upload,
    Duration shutdownGracePeriod,
    AccessConfig access,
    ObserveConfig observe,
    boolean allowUnauthenticated,
    Config server) {

  /**
   * Limits on request bodies.
   *
   * @param maxBytes the largest body to take
   * @param memoryBytes the memory for all bodies together
   * @param timeout how long a body may take to arrive
   * @param idleTimeout how long nothing of it may arrive
   * @param minBytesPerSecond how fast it must arrive on the whole
   */
  public record Upload(
      long maxBytes,
      long memoryBytes,
      Duration timeout,
      Duration idleTimeout,
      long minBytesPerSecond) {
    public Upload {
      Bounds.atLeast("nghe.upload.max-bytes", maxBytes, 1);
      Bounds.atLeast("nghe.upload.memory-bytes", memoryBytes, maxBytes);
      Bounds.positive("nghe.upload.timeout", timeout);
      Bounds.positive("nghe.upload.idle-timeout", idleTimeout);
      Bounds.atLeast("nghe.upload.min-bytes-per-second", minBytesPerSecond, 0);
    }
  }

  public ServiceConfig {
    Bounds.between("server.port", port, 0, 65_535);
    modelAliases = List.copyOf(modelAliases);
    Bounds.atLeast("nghe.threads", threads, 1);
    Bounds.atLeast("nghe.workers", workers, 1);
    Bounds.atLeast("nghe.queue-capacity", queueCapacity, 1);
    Bounds.positive("nghe.request-deadline", requestDeadline);
    Bounds.positive("nghe.longest-audio", longestAudio);
    Bounds.atLeast("nghe.realtime.sessions", realtime.sessions(), 1);
    Bounds.positive("nghe.realtime.idle-timeout", realtime.idleTimeout());
    Bounds.positive("nghe.realtime.longest-session", realtime.longestSession());
    Bounds.atLeast("nghe.realtime.max-message-bytes", realtime.maxMessageBytes(), 1024);
    Bounds.positive("nghe.connection.head-timeout", connections.head());
    Bounds.positive("nghe.connection.idle-timeout", connections.idle());
    Bounds.positive("nghe.shutdown-grace-period", shutdownGracePeriod);
    Objects.requireNonNull(server, "server");
    if (!host.isLoopbackAddress() && !access.authenticates() && !allowUnauthenticated) {
      throw new ConfigurationException(
          "server.host is "
              + host.getHostAddress()
              + ", which other machines can reach, but nothing says who may use the service. Set"
              + " nghe.auth.keys to a file of API keys (`nghe keys create` makes one) or"
              + " nghe.auth.oidc.issuer to an OpenID provider; or listen on 127.0.0.1; or, if"
              + " something in front of the service checks who connects, set"
              + " nghe.allow-unauthenticated=true.");
    }
  }

  /**
   * Whether models may be changed over HTTP: where callers say who they are, or are on this
   * machine.
   */
  boolean administers() {
    return host.isLoopbackAddress() || access.authenticates();
  }

  /** Whether anybody who can connect may read the figures for Prometheus. */
  boolean openMetrics() {
    return host.isLoopbackAddress() || !access.authenticates();
  }

  /**
   * Reads the configuration. A key is looked for in {@code overrides}, then among the system
   * properties, then in the environment, where {@code nghe.queue-capacity} is {@code
   * NGHE_QUEUE_CAPACITY}, and last in the {@code application.yaml} of the service itself.
   *
   * @param overrides values by key, such as {@code server.port}
   * @throws ConfigurationException if a key is unknown or a value is no good
   */
  public static ServiceConfig load(Map<String, String> overrides) {
    ConfigReader reader = new ConfigReader(ConfigSources.merged(overrides));
    return new ServiceConfig(
        address(reader.text("server.host")),
        reader.integer("server.port"),
        Path.of(reader.text("nghe.model")),
        reader.list("nghe.model-aliases"),
        RegistryConfig.read(reader),
        reader.count("nghe.threads"),
        reader.count("nghe.workers"),
        reader.integer("nghe.queue-capacity"),
        reader.duration("nghe.request-deadline"),
        reader.duration("nghe.longest-audio"),
        new RealtimeLimits(
            reader.count("nghe.realtime.sessions"),
            reader.duration("nghe.realtime.idle-timeout"),
            reader.duration("nghe.realtime.longest-session"),
            reader.integer("nghe.realtime.max-message-bytes")),
        new ConnectionLimits(
            reader.duration("nghe.connection.head-timeout"),
            reader.duration("nghe.connection.idle-timeout")),
        new Upload(
            reader.bytes("nghe.upload.max-bytes"),
            reader.bytes("nghe.upload.memory-bytes"),
            reader.duration("nghe.upload.timeout"),
            reader.duration("nghe.upload.idle-timeout"),
            reader.bytes("nghe.upload.min-bytes-per-second")),
        reader.duration("nghe.shutdown-grace-period"),
        AccessConfig.read(reader),
        ObserveConfig.read(reader),
        reader.flag("nghe.allow-unauthenticated"),
        reader.node("server"));
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ConfigurationException("server.host: no address is known for " + host, e);
    }
  }
}
