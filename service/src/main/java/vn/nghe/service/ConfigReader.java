// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import io.helidon.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads settings by type, with errors that name the key. */
final class ConfigReader {
  private final Config config;

  ConfigReader(Config config) {
    this.config = config;
  }

  Config node(String key) {
    return config.get(key);
  }

  String text(String key) {
    return config
        .get(key)
        .asString()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new ConfigurationException(key + " must not be empty."));
  }

  /** Text that may be left out. */
  String optionalText(String key) {
    return config.get(key).asString().orElse("").strip();
  }

  Optional<Path> optionalPath(String key) {
    return Optional.of(optionalText(key)).filter(value -> !value.isEmpty()).map(Path::of);
  }

  /** Values between commas; none is allowed. */
  List<String> list(String key) {
    return Arrays.stream(optionalText(key).split(",", -1))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  int integer(String key) {
    try {
      return Integer.parseInt(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "a whole number", e);
    }
  }

  /** A number where 0 stands for one per core. */
  int count(String key) {
    int value = integer(key);
    return value == 0 ? Runtime.getRuntime().availableProcessors() : value;
  }

  long bytes(String key) {
    try {
      return Long.parseLong(text(key));
    } catch (NumberFormatException e) {
      throw wrong(key, "a whole number of bytes", e);
    }
  }

  Duration duration(String key) {
    try {
      return Duration.parse(text(key));
    } catch (DateTimeParseException e) {
      throw wrong(key, "a duration such as PT30S or PT5M", e);
    }
  }

  boolean flag(String key) {
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
