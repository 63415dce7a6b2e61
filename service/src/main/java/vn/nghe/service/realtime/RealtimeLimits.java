// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import java.time.Duration;
import vn.nghe.service.config.Bounds;
import vn.nghe.service.config.SettingsReader;

/**
 * What realtime sessions may use.
 *
 * @param sessions how many may be open at once
 * @param idleTimeout how long a client may send nothing, or read nothing
 * @param longestSession how long a session may last
 * @param maxMessageBytes the largest message to take
 */
public record RealtimeLimits(
    int sessions, Duration idleTimeout, Duration longestSession, int maxMessageBytes) {
  private static final String KEYS = "nghe.realtime.";

  public RealtimeLimits {
    Bounds.atLeast(KEYS + "sessions", sessions, 1);
    Bounds.positive(KEYS + "idle-timeout", idleTimeout);
    Bounds.positive(KEYS + "longest-session", longestSession);
    Bounds.atLeast(KEYS + "max-message-bytes", maxMessageBytes, 1024);
  }

  /** The settings below {@code nghe.realtime}. */
  public static RealtimeLimits read(SettingsReader reader) {
    return new RealtimeLimits(
        reader.count(KEYS + "sessions"),
        reader.duration(KEYS + "idle-timeout"),
        reader.duration(KEYS + "longest-session"),
        reader.integer(KEYS + "max-message-bytes"));
  }
}
