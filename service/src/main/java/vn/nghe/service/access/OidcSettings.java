// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.config.SettingsReader;

/**
 * Whose tokens are accepted, and which.
 *
 * @param issuer the provider, as its tokens name it and below which its configuration is found
 * @param audience what the provider calls this service
 * @param algorithms names of signature algorithms (RFC 7518) to accept
 * @param leeway by how much clocks may differ
 */
public record OidcSettings(URI issuer, String audience, Set<String> algorithms, Duration leeway) {
  private static final String KEYS = "nghe.auth.oidc.";

  /**
   * Signatures that only the provider can make. {@code none} is none, and the key of an HMAC would
   * have to be shared: whoever could check a token could make one.
   */
  private static final Set<String> SIGNATURES =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if one will not do; the message begins with its name
   */
  public OidcSettings {
    algorithms = Set.copyOf(algorithms);
    boolean loopback = Set.of("localhost", "127.0.0.1", "[::1]").contains(host(issuer));
    require(
        "https".equals(issuer.getScheme()) || ("http".equals(issuer.getScheme()) && loopback),
        "issuer must be an https URL, or an http one of this machine");
    require(!audience.isBlank(), "audience must name this service as the issuer does");
    require(
        !algorithms.isEmpty() && SIGNATURES.containsAll(algorithms),
        "algorithms must be some of "
            + SIGNATURES.stream().sorted().collect(Collectors.joining(", ")));
    require(
        !leeway.isNegative() && leeway.compareTo(Duration.ofMinutes(10)) <= 0,
        "leeway must be from PT0S to PT10M");
  }

  /** The settings below {@code nghe.auth.oidc}; none where no issuer is named. */
  static Optional<OidcSettings> read(SettingsReader reader) {
    String issuer = reader.optionalText(KEYS + "issuer");
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new OidcSettings(
              URI.create(issuer),
              reader.optionalText(KEYS + "audience"),
              Set.copyOf(reader.list(KEYS + "algorithms")),
              reader.duration(KEYS + "leeway")));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(KEYS + e.getMessage() + ".", e);
    }
  }

  private static String host(URI uri) {
    return uri.getHost() == null ? "" : uri.getHost();
  }

  private static void require(boolean good, String rule) {
    if (!good) {
      throw new IllegalArgumentException(rule);
    }
  }

  Set<JWSAlgorithm> signatures() {
    return algorithms.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
  }
}
