// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.config;

import io.helidon.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads settings by type, with errors that name the key. */
public final class SettingsReader {
  private final Config config;

  private SettingsReader(Config config) {
    this.config = config;
  }

  /**
   * Reads from all sources.
   *
   * @param overrides values by key that win over all others
   * @throws ConfigurationException if a key is unknown
   */
  public static SettingsReader of(Map<String, String> overrides) {
    return new SettingsReader(SettingsSources.merged(overrides));
  }

  /** The settings below a key, for Helidon. */
  public Config node(String key) {
    return config.get(key);
  }

  /** Text that must not be empty. */
  public String text(String key) {
    return config
        .get(key)
        .asString()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new ConfigurationException(key + " must not be empty."));
  }

  /** Text that may be left out. */
  public String optionalText(String key) {
    return config.get(key).asString().orElse("").strip();
  }

  /** A path that may be left out. */
  public Optional<Path> optionalPath(String key) {
    return Optional.of(optionalText(key)).filter(value -> !value.isEmpty()).map(Path::of);
  }

  /** Values between commas; none is allowed. */
  public List<String> list(String key) {
    return Arrays.stream(optionalText(key).split(",", -1))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** A whole number. */
  public int integer(String key) {
    try {
      return Integer.parseInt(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "a whole number", e);
    }
  }

  /** A number where 0 stands for one per core. */
  public int count(String key) {
    int value = integer(key);
    return value == 0 ? Runtime.getRuntime().availableProcessors() : value;
  }

  /** A whole number of bytes. */
  public long bytes(String key) {
    try {
      return Long.parseLong(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "a whole number of bytes", e);
    }
  }

  /** A span of time in the form of ISO 8601. */
  public Duration duration(String key) {
    try {
      return Duration.parse(text(key));
    } catch (DateTimeParseException e) {
      throw wrong(key, "a duration such as PT30S or PT5M", e);
    }
  }

  /** True or false. */
  public boolean flag(String key) {
    return switch (text(key).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, "true or false", null);
    };
  }

  private ConfigurationException wrong(String key, String expected, Exception cause) {
    return new ConfigurationException(
        key + " is '" + text(key) + "', but must be " + expected + ".", cause);
  }
}
