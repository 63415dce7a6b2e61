// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.OidcSettings;
import vn.nghe.service.http.AllowedOrigins;

/**
 * Who may use the service, and how much of it.
 *
 * @param keys the file with the API keys, if there are any
 * @param usage the file that remembers how much audio was used, if it is to be remembered
 * @param provider the OpenID provider whose tokens are accepted, if any's are
 * @param limits what callers may use who have no API key
 * @param origins whose pages may use the service from a browser
 */
public record AccessConfig(
    Optional<Path> keys,
    Optional<Path> usage,
    Optional<OidcSettings> provider,
    Limits limits,
    AllowedOrigins origins) {
  private static final String OIDC = "nghe.auth.oidc.";
  private static final String LIMITS = "nghe.limits.";

  /** Whether callers have to say who they are. */
  public boolean authenticates() {
    return keys.isPresent() || provider.isPresent();
  }

  static AccessConfig read(ConfigReader reader) {
    Optional<Path> keys = reader.optionalPath("nghe.auth.keys");
    return new AccessConfig(
        keys,
        reader
            .optionalPath("nghe.auth.usage")
            .or(() -> keys.map(file -> file.resolveSibling(file.getFileName() + ".usage"))),
        provider(reader),
        limits(reader),
        origins(reader));
  }

  private static Optional<OidcSettings> provider(ConfigReader reader) {
    String issuer = reader.optionalText(OIDC + "issuer");
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new OidcSettings(
              URI.create(issuer),
              reader.optionalText(OIDC + "audience"),
              Set.copyOf(reader.list(OIDC + "algorithms")),
              reader.duration(OIDC + "leeway")));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(OIDC + e.getMessage() + ".", e);
    }
  }

  private static Limits limits(ConfigReader reader) {
    try {
      return new Limits(
          reader.integer(LIMITS + "requests-per-minute"),
          reader.integer(LIMITS + "concurrency"),
          reader.integer(LIMITS + "audio-minutes-per-day"),
          reader.integer(LIMITS + "audio-minutes-per-month"));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(LIMITS + e.getMessage() + ".", e);
    }
  }

  private static AllowedOrigins origins(ConfigReader reader) {
    String key = "nghe.cors.allowed-origins";
    List<String> origins = reader.list(key);
    try {
      return new AllowedOrigins(Set.copyOf(origins));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(key + ": " + e.getMessage() + ".", e);
    }
  }
}
