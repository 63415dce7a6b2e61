// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import io.helidon.config.Config;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import vn.nghe.service.access.AccessSettings;
import vn.nghe.service.access.Share;
import vn.nghe.service.config.Bounds;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.config.SettingsReader;
import vn.nghe.service.config.TlsFiles;
import vn.nghe.service.connection.ConnectionLimits;
import vn.nghe.service.http.AllowedHosts;
import vn.nghe.service.http.AllowedOrigins;
import vn.nghe.service.inference.InferenceSettings;
import vn.nghe.service.models.ModelSettings;
import vn.nghe.service.observe.ObserveSettings;
import vn.nghe.service.realtime.RealtimeLimits;
import vn.nghe.service.upload.UploadSettings;

/**
 * Everything an operator can set. Made by {@link #load}; the README lists the keys. Each part reads
 * and checks its own keys.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 picks a free one
 * @param model which model is served
 * @param inference how much work is done at once
 * @param realtime limits on realtime sessions
 * @param connections how long clients may keep connections without requests
 * @param upload limits on request bodies
 * @param shutdownGracePeriod how long accepted requests may take to finish when the service stops
 * @param access who may use the service, and how much of it
 * @param share how much of what callers share one of them may hold
 * @param hosts for which requests are answered
 * @param origins whose pages may use it from a browser
 * @param observe what the service tells of itself
 * @param allowUnauthenticated whether other machines may connect though nothing checks who they are
 * @param server the keys under {@code server}, for Helidon
 */
public record ServiceConfig(
    InetAddress host,
    int port,
    ModelSettings model,
    InferenceSettings inference,
    RealtimeLimits realtime,
    ConnectionLimits connections,
    UploadSettings upload,
    Duration shutdownGracePeriod,
    AccessSettings access,
    Share share,
    AllowedHosts hosts,
    AllowedOrigins origins,
    ObserveSettings observe,
    boolean allowUnauthenticated,
    Config server) {
  public ServiceConfig {
    Bounds.between("server.port", port, 0, 65_535);
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

  /** The share of one caller; without keys on this machine alone, all callers are one person. */
  Share sharePerCaller() {
    return host.isLoopbackAddress() && !access.authenticates() ? Share.WHOLE : share;
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
    SettingsReader reader = SettingsReader.of(overrides);
    TlsFiles.check(reader.node("server"));
    InetAddress host = address(reader.text("server.host"));
    return new ServiceConfig(
        host,
        reader.integer("server.port"),
        ModelSettings.read(reader),
        InferenceSettings.read(reader),
        RealtimeLimits.read(reader),
        ConnectionLimits.read(reader),
        UploadSettings.read(reader),
        reader.duration("nghe.shutdown-grace-period"),
        AccessSettings.read(reader),
        Share.read(reader),
        AllowedHosts.read(reader, host),
        AllowedOrigins.read(reader),
        ObserveSettings.read(reader),
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
