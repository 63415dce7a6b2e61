// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an operator may want to know.
 *
 * @param active the version that is served; none where it is the folder of the configuration
 * @param previous the version that a rollback would serve
 * @param versions all that are known, by name and version
 * @param refreshed when the store was last looked at with success
 * @param storeFault what the store's last answer was, if it was no good
 */
public record RegistryStatus(
    Optional<ModelVersion> active,
    Optional<ModelVersion> previous,
    List<Known> versions,
    Optional<Instant> refreshed,
    Optional<String> storeFault) {
  public RegistryStatus {
    versions = List.copyOf(versions);
  }

  /** How far a version is. */
  public enum State {
    /** It answers requests. */
    ACTIVE,
    /** It lies here, whole and checked. */
    CACHED,
    /** It lies in the store. */
    PUBLISHED,
    /** The last attempt to serve it failed. */
    FAILED
  }

  /**
   * One version.
   *
   * @param fault why the last attempt to serve it failed, if it did
   */
  public record Known(ModelVersion version, State state, Optional<String> fault) {}
}
