// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.connection;

import java.time.Duration;
import vn.nghe.service.config.Bounds;
import vn.nghe.service.config.SettingsReader;

/**
 * How long a client may keep a connection without a request.
 *
 * @param head from the first byte of a request's head to its last
 * @param idle until the first byte of a head
 */
public record ConnectionLimits(Duration head, Duration idle) {
  private static final String HEAD = "nghe.connection.head-timeout";
  private static final String IDLE = "nghe.connection.idle-timeout";

  public ConnectionLimits {
    Bounds.positive(HEAD, head);
    Bounds.positive(IDLE, idle);
  }

  /** The settings below {@code nghe.connection}. */
  public static ConnectionLimits read(SettingsReader reader) {
    return new ConnectionLimits(reader.duration(HEAD), reader.duration(IDLE));
  }
}
