// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a restart must not forget.
 *
 * @param active the version that is served; none where the folder of the configuration is
 * @param previous the one before it
 * @param followed what the store's pointer said when it was last obeyed. Only when it says
 *     something else is it obeyed again, so that it does not undo what an operator did here
 */
record CacheState(
    Optional<ModelVersion> active,
    Optional<ModelVersion> previous,
    Optional<ModelVersion> followed) {
  static final CacheState NOTHING =
      new CacheState(Optional.empty(), Optional.empty(), Optional.empty());

  CacheState {
    Objects.requireNonNull(active, "active");
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(followed, "followed");
  }

  CacheState activated(ModelVersion version) {
    return active.filter(version::equals).isPresent()
        ? this
        : new CacheState(Optional.of(version), active, followed);
  }

  CacheState followed(ModelVersion pointer) {
    return new CacheState(active, previous, Optional.of(pointer));
  }

  /** The versions that have to stay here. */
  Set<ModelVersion> kept() {
    return Stream.concat(active.stream(), previous.stream()).collect(Collectors.toSet());
  }
}
