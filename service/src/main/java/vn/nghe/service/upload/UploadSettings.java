// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.upload;

import vn.nghe.service.config.Bounds;
import vn.nghe.service.config.SettingsReader;

/**
 * Limits on request bodies.
 *
 * @param maxBytes the largest body to take
 * @param memoryBytes the memory for all bodies together
 * @param pace how fast a body must arrive
 */
public record UploadSettings(long maxBytes, long memoryBytes, Pace pace) {
  private static final String KEYS = "nghe.upload.";

  public UploadSettings {
    Bounds.atLeast(KEYS + "max-bytes", maxBytes, 1);
    Bounds.atLeast(KEYS + "memory-bytes", memoryBytes, maxBytes);
    Bounds.positive(KEYS + "timeout", pace.total());
    Bounds.positive(KEYS + "idle-timeout", pace.idle());
    Bounds.atLeast(KEYS + "min-bytes-per-second", pace.minBytesPerSecond(), 0);
  }

  /** The settings below {@code nghe.upload}. */
  public static UploadSettings read(SettingsReader reader) {
    return new UploadSettings(
        reader.bytes(KEYS + "max-bytes"),
        reader.bytes(KEYS + "memory-bytes"),
        new Pace(
            reader.duration(KEYS + "timeout"),
            reader.duration(KEYS + "idle-timeout"),
            reader.bytes(KEYS + "min-bytes-per-second")));
  }
}
