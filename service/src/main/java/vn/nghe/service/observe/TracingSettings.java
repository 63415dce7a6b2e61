// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import io.helidon.tracing.SamplerType;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.config.SettingsReader;

/**
 * Where traces go, and how many. The sampler has the names and meanings that Helidon's own section
 * {@code tracing} gives it.
 *
 * @param otlpEndpoint the collector of traces, if there is one
 * @param ratio the part of requests that is traced, from 0 to 1, where the client does not say
 */
public record TracingSettings(Optional<URI> otlpEndpoint, double ratio) {
  private static final String ENDPOINT = "nghe.tracing.otlp-endpoint";
  private static final String TYPE = "nghe.tracing.sampler-type";
  private static final String PARAMETER = "nghe.tracing.sampler-param";

  /** The settings below {@code nghe.tracing}. */
  static TracingSettings read(SettingsReader reader) {
    return new TracingSettings(
        endpoint(reader.optionalText(ENDPOINT)),
        ratio(type(reader.text(TYPE)), reader.text(PARAMETER)));
  }

  private static SamplerType type(String word) {
    return Arrays.stream(SamplerType.values())
        .filter(type -> word(type).equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    TYPE
                        + " is '"
                        + word
                        + "', but must be one of "
                        + Arrays.stream(SamplerType.values())
                            .map(TracingSettings::word)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static String word(SamplerType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static double ratio(SamplerType type, String text) {
    double ratio;
    try {
      ratio = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw wrong(type, text, e);
    }
    boolean fits =
        switch (type) {
          case CONSTANT -> ratio == 0 || ratio == 1;
          case RATIO -> ratio >= 0 && ratio <= 1;
        };
    if (!fits) {
      throw wrong(type, text, null);
    }
    return ratio;
  }

  private static ConfigurationException wrong(SamplerType type, String text, Exception cause) {
    String expected =
        switch (type) {
          case CONSTANT -> "1, which traces every request, or 0, which traces none";
          case RATIO -> "a number from 0 to 1, the part of requests to trace";
        };
    return new ConfigurationException(
        PARAMETER + " is '" + text + "', but must be " + expected + ".", cause);
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
