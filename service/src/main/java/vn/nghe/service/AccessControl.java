// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import vn.nghe.service.access.AudioUsage;
import vn.nghe.service.access.Authenticator;
import vn.nghe.service.access.CallerLimits;
import vn.nghe.service.access.Denial;
import vn.nghe.service.access.KeyFileException;
import vn.nghe.service.http.AccessGuard;
import vn.nghe.service.http.AllowedOrigins;
import vn.nghe.service.http.Errors;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.realtime.UpgradeGuard;

/**
 * Who may use the service, and what they have used.
 *
 * @param authenticator tells who sends a request; also what a WebSocket has to ask
 * @param usage how much audio each caller has used
 * @param limits holds callers to what they may use
 * @param refused counts refusals
 */
record AccessControl(
    Authenticator authenticator, AudioUsage usage, CallerLimits limits, Consumer<Denial> refused)
    implements AutoCloseable {
  /**
   * Opens the files that the configuration names.
   *
   * @throws ConfigurationException if one cannot be used
   */
  static AccessControl of(AccessConfig config, ServiceMetrics metrics) {
    Consumer<Denial> refused =
        metrics.counter(
            "nghe_access_refused_total",
            "Requests refused for who sent them or for their limits",
            "reason",
            Denial.class);
    Authenticator authenticator = authenticator(config, refused);
    metrics.gauge("nghe_api_keys", "Keys in the key file", authenticator::keyCount);
    metrics.gauge(
        "nghe_key_file_current",
        "1 while the keys in force are those of the key file, 0 while it is broken",
        () -> authenticator.isCurrent() ? 1 : 0);
    try {
      AudioUsage usage = usage(config);
      return new AccessControl(authenticator, usage, new CallerLimits(usage), refused);
    } catch (RuntimeException e) {
      authenticator.close();
      throw e;
    }
  }

  private static Authenticator authenticator(AccessConfig config, Consumer<Denial> refused) {
    try {
      return Authenticator.of(config.keys(), config.provider(), config.limits(), refused);
    } catch (KeyFileException e) {
      throw new ConfigurationException("nghe.auth.keys: " + e.getMessage(), e);
    }
  }

  private static AudioUsage usage(AccessConfig config) {
    return config
        .usage()
        .map(AccessControl::keptIn)
        .orElseGet(() -> AudioUsage.inMemory(InstantSource.system()));
  }

  private static AudioUsage keptIn(Path file) {
    try {
      return AudioUsage.keptIn(file, InstantSource.system());
    } catch (IOException e) {
      throw new ConfigurationException(
          "nghe.auth.usage: how much audio is used cannot be kept in "
              + file
              + " ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "). Name a file that the service may write.",
          e);
    }
  }

  /**
   * The guard of the routes.
   *
   * @param open the paths that anybody may ask for
   */
  AccessGuard guard(Set<String> open, Errors errors) {
    return new AccessGuard(authenticator, limits, open, refused, errors);
  }

  /**
   * The guard of what is no route.
   *
   * @param origins whose pages may use it
   */
  UpgradeGuard upgradeGuard(AllowedOrigins origins) {
    return new UpgradeGuard(authenticator, limits, origins, refused);
  }

  @Override
  public void close() {
    authenticator.close();
    try {
      usage.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the file of used audio", e);
    }
  }
}
