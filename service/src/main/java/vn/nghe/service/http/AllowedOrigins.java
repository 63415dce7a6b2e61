// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.config.SettingsReader;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * Whose pages may use the service from a browser.
 *
 * @param origins as browsers spell them, such as {@code https://app.example.com}; {@code *} alone
 *     stands for all
 */
public record AllowedOrigins(Set<String> origins) {
  private static final String KEY = "nghe.cors.allowed-origins";
  private static final String ALL = "*";
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

  /** A page of the service itself, and what a user did without a page. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private static final String FORM =
      "https?://[a-z0-9.-]+(:[0-9]+)?|https?://\\[[0-9a-f:]+\\](:[0-9]+)?";

  /**
   * Checks their form.
   *
   * @throws IllegalArgumentException if one is no origin
   */
  public AllowedOrigins {
    origins = Set.copyOf(origins);
    for (String origin : origins) {
      if (!origin.equals(ALL) && !origin.matches(FORM)) {
        throw new IllegalArgumentException(
            "'"
                + origin
                + "' must be like https://app.example.com, in small letters and without a"
                + " path, or *");
      }
    }
  }

  /** The setting {@code nghe.cors.allowed-origins}. */
  public static AllowedOrigins read(SettingsReader reader) {
    List<String> origins = reader.list(KEY);
    try {
      return new AllowedOrigins(Set.copyOf(origins));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(KEY + ": " + e.getMessage() + ".", e);
    }
  }

  /** Whether pages of {@code origin}, as a browser's header names it, may use the service. */
  public boolean permit(String origin) {
    return origins.contains(ALL) || origins.contains(origin);
  }

  /**
   * Checks that a request which changes or costs something comes from no stranger's page, as the
   * browser tells: pages may send forms and open WebSockets to anywhere, and leave it to the server
   * to look at where they are from (RFC 6455 section 10.2; Fetch Metadata). Programs send neither
   * {@code Origin} nor {@code Sec-Fetch-Site}.
   *
   * @throws RefusedException if it does
   */
  public void require(Headers headers) {
    Optional<String> origin = headers.first(HeaderNames.ORIGIN);
    if (origin.filter(this::permit).isPresent()) {
      return;
    }
    Optional<String> site = headers.first(FETCH_SITE);
    // Behind a proxy that changes the host, the browser alone knows what is a page's own.
    boolean isOwn = site.isPresent() ? OWN_SITES.contains(site.get()) : isOwn(origin, headers);
    if (!isOwn) {
      throw refusal();
    }
  }

  private static boolean isOwn(Optional<String> origin, Headers headers) {
    String host = headers.first(HeaderNames.HOST).orElse("");
    return origin.isEmpty()
        || origin.get().equalsIgnoreCase("http://" + host)
        || origin.get().equalsIgnoreCase("https://" + host);
  }

  /** The answer to a page that may not. */
  public static RefusedException refusal() {
    return RefusedException.of(
        ErrorCode.ORIGIN_NOT_ALLOWED,
        "Pages of this origin may not use the service. nghe.cors.allowed-origins names those that"
            + " may.");
  }
}
