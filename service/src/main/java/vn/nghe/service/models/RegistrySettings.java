// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import vn.nghe.service.config.Bounds;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.config.SettingsReader;

/**
 * Where published versions of models come from.
 *
 * @param store where they lie
 * @param cache the folder that keeps those that were downloaded, for this process alone
 * @param timeout how long the store may take for a document, in all
 * @param poll how often the store is looked at for another version to serve; never if zero
 */
public record RegistrySettings(StoreAddress store, Path cache, Duration timeout, Duration poll) {
  private static final String KEYS = "nghe.registry.";

  public RegistrySettings {
    Bounds.positive(KEYS + "timeout", timeout);
    if (!poll.isZero()) {
      Bounds.positive(KEYS + "poll", poll);
    }
  }

  /** The settings below {@code nghe.registry}; none where no store is named. */
  static Optional<RegistrySettings> read(SettingsReader reader) {
    String place = reader.optionalText(KEYS + "store");
    if (place.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RegistrySettings(
            address(place, reader),
            Path.of(reader.text(KEYS + "cache")),
            reader.duration(KEYS + "timeout"),
            reader.duration(KEYS + "poll")));
  }

  private static StoreAddress address(String place, SettingsReader reader) {
    try {
      return new StoreAddress(
          place,
          Optional.of(reader.optionalText(KEYS + "endpoint"))
              .filter(endpoint -> !endpoint.isEmpty())
              .map(URI::create),
          reader.text(KEYS + "region"));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("nghe.registry: " + e.getMessage() + ".", e);
    }
  }
}
