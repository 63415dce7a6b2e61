// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What was found out about versions and the store, for an operator to look at. */
final class VersionFindings {
  private final Map<ModelVersion, String> faults = new HashMap<>();
  private List<ModelVersion> published = List.of();
  private List<ModelVersion> cached = List.of();
  private Optional<Instant> refreshed = Optional.empty();
  private Optional<String> storeFault = Optional.empty();

  /** The store told what it has. */
  synchronized void published(List<ModelVersion> versions) {
    published = List.copyOf(versions);
    faults.keySet().retainAll(Set.copyOf(versions));
    refreshed = Optional.of(Instant.now());
    storeFault = Optional.empty();
  }

  /** What lies here has changed. */
  synchronized void cached(List<ModelVersion> versions) {
    cached = List.copyOf(versions);
  }

  /** The store did not tell. */
  synchronized void storeFailed(String fault) {
    storeFault = Optional.of(fault);
  }

  /** A version could not be served. */
  synchronized void failed(ModelVersion version, String fault) {
    faults.put(version, fault);
  }

  /** A version is ready to be served. */
  synchronized void worked(ModelVersion version) {
    faults.remove(version);
  }

  synchronized RegistryStatus status(CacheState state) {
    Set<ModelVersion> all = new TreeSet<>(published);
    all.addAll(cached);
    all.addAll(faults.keySet());
    state.active().ifPresent(all::add);
    return new RegistryStatus(
        state.active(),
        state.previous(),
        all.stream().map(version -> known(version, state)).toList(),
        refreshed,
        storeFault);
  }

  private RegistryStatus.Known known(ModelVersion version, CacheState state) {
    Optional<String> fault = Optional.ofNullable(faults.get(version));
    return new RegistryStatus.Known(version, state(version, fault, state), fault);
  }

  private RegistryStatus.State state(
      ModelVersion version, Optional<String> fault, CacheState state) {
    if (state.active().filter(version::equals).isPresent()) {
      return RegistryStatus.State.ACTIVE;
    }
    if (fault.isPresent()) {
      return RegistryStatus.State.FAILED;
    }
    return cached.contains(version) ? RegistryStatus.State.CACHED : RegistryStatus.State.PUBLISHED;
  }
}
