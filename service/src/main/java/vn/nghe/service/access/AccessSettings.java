// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import vn.nghe.service.config.Bounds;
import vn.nghe.service.config.SettingsReader;

/**
 * Who may use the service, and how much of it.
 *
 * @param keys the file with the API keys, if there are any
 * @param staleAfter how long the service is ready though the key file cannot be read
 * @param usage the file that remembers how much audio was used, if it is to be remembered
 * @param provider the OpenID provider whose tokens are accepted, if any's are
 * @param limits what callers may use who have no API key
 */
public record AccessSettings(
    Optional<Path> keys,
    Duration staleAfter,
    Optional<Path> usage,
    Optional<OidcSettings> provider,
    Limits limits) {
  private static final String STALE_AFTER = "nghe.auth.keys-stale-after";

  public AccessSettings {
    Bounds.positive(STALE_AFTER, staleAfter);
  }

  /** Whether callers have to say who they are. */
  public boolean authenticates() {
    return keys.isPresent() || provider.isPresent();
  }

  /** The settings below {@code nghe.auth} and {@code nghe.limits}. */
  public static AccessSettings read(SettingsReader reader) {
    Optional<Path> keys = reader.optionalPath("nghe.auth.keys");
    return new AccessSettings(
        keys,
        reader.duration(STALE_AFTER),
        reader
            .optionalPath("nghe.auth.usage")
            .or(() -> keys.map(file -> file.resolveSibling(file.getFileName() + ".usage"))),
        OidcSettings.read(reader),
        Limits.read(reader));
  }
}
