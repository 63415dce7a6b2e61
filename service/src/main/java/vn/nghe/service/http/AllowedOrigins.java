// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.http;

import java.util.List;
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

  /** The answer to a page that may not. */
  public static RefusedException refusal() {
    return RefusedException.of(
        ErrorCode.ORIGIN_NOT_ALLOWED,
        "Pages of this origin may not use the service. nghe.cors.allowed-origins names those that"
            + " may.");
  }
}
