// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import java.util.Locale;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.config.SettingsReader;

/**
 * What the service tells of itself.
 *
 * @param logFormat how log lines are written
 * @param tracing where traces go, and how many
 */
public record ObserveSettings(LogFormat logFormat, TracingSettings tracing) {
  private static final String FORMAT = "nghe.log.format";

  /** The settings below {@code nghe.log} and {@code nghe.tracing}. */
  public static ObserveSettings read(SettingsReader reader) {
    return new ObserveSettings(logFormat(reader.text(FORMAT)), TracingSettings.read(reader));
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
}
