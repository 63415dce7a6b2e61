// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.config.SettingsReader;

/**
 * What the service tells of itself.
 *
 * @param logFormat how log lines are written
 * @param otlpEndpoint the collector of traces, if there is one
 */
public record ObserveSettings(LogFormat logFormat, Optional<URI> otlpEndpoint) {
  private static final String FORMAT = "nghe.log.format";
  private static final String ENDPOINT = "nghe.tracing.otlp-endpoint";

  /** The settings below {@code nghe.log} and {@code nghe.tracing}. */
  public static ObserveSettings read(SettingsReader reader) {
    return new ObserveSettings(
        logFormat(reader.text(FORMAT)), endpoint(reader.optionalText(ENDPOINT)));
  }

  private static LogFormat logFormat(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "text" -> LogFormat.TEXT;
      case "json" -> LogFormat.JSON;
      default ->
          throw new ConfigurationException(
              FORMAT + " is '" + word + "', but must be text or json.");
    };
  }

  private static Optional<URI> endpoint(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("https?://[^/]+/.*")) {
      throw new ConfigurationException(
          ENDPOINT
              + " is '"
              + text
              + "', but must be where a collector takes traces by OTLP over HTTP, such as"
              + " http://localhost:4318/v1/traces.");
    }
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(ENDPOINT + " is no URL: " + e.getMessage(), e);
    }
  }
}
