// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import vn.nghe.api.ModelException;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.service.inference.ModelLender;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.schedule.PeriodicTask;
import vn.nghe.service.schedule.Schedule;

/**
 * Changes which published version is served. All changes happen one after another on one thread. A
 * version takes over once it is downloaded, checked, loaded, warmed up and remembered; whatever
 * goes wrong before leaves the one that is served alone.
 */
public final class ModelRegistry implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ModelRegistry.class.getName());

  private final PublishedModels store;
  private final ModelCache cache;
  private final VersionLoader loader;
  private final ModelLender lender;
  private final ServiceMetrics serviceMetrics;
  private final RegistryMetrics metrics;
  private final ChangeThread changes = new ChangeThread();

  /** Written on the thread of changes alone. */
  private volatile CacheState state;

  private final VersionFindings findings = new VersionFindings();

  private ModelRegistry(
      PublishedModels store,
      ModelCache cache,
      int threads,
      ModelLender lender,
      ServiceMetrics metrics) {
    this.store = store;
    this.cache = cache;
    this.loader = new VersionLoader(store, cache, threads, findings);
    this.lender = lender;
    this.serviceMetrics = metrics;
    this.metrics = RegistryMetrics.of(metrics);
    this.state = cache.state().orElse(CacheState.NOTHING);
  }

  /**
   * Asks the store for nothing yet.
   *
   * @param cache the folder for downloaded versions, for this process alone
   * @param threads how many threads share the arithmetic of a model
   * @param lender what lends models to requests
   * @throws IOException if the folder cannot be used
   */
  public static ModelRegistry open(
      PublishedModels store, Path cache, int threads, ModelLender lender, ServiceMetrics metrics)
      throws IOException {
    return new ModelRegistry(store, ModelCache.open(cache), threads, lender, metrics);
  }

  /**
   * The model to begin with, warmed up: the version that was served last, from the cache, so that
   * no store is needed; else what the store points at; else the folder of the configuration.
   *
   * @throws ModelException if there is none of them
   */
  public LoadedModel first(Path fallback) {
    return changes.await(() -> firstOf(fallback));
  }

  private LoadedModel firstOf(Path fallback) {
    Set<ModelVersion> candidates = new LinkedHashSet<>();
    state.active().ifPresent(candidates::add);
    Optional<ModelVersion> pointer =
        state.active().flatMap(cache::intact).isPresent() ? Optional.empty() : pointer();
    pointer.ifPresent(candidates::add);
    state.previous().ifPresent(candidates::add);
    for (ModelVersion version : candidates) {
      try {
        LoadedModel model = loader.load(version);
        CacheState next = state.activated(version);
        remember(pointer.filter(version::equals).map(next::followed).orElse(next));
        serviceMetrics.serving(version.model(), version.version());
        return model;
      } catch (RegistryException e) {
        failed(version, e);
      }
    }
    LOG.log(System.Logger.Level.INFO, "no published version to start with; serving {0}", fallback);
    remember(CacheState.NOTHING);
    LoadedModel model = loader.load(fallback);
    serviceMetrics.serving(model.description().name(), "");
    return model;
  }

  /** A store that does not answer must not keep the service from starting. */
  private Optional<ModelVersion> pointer() {
    try {
      return store.active().map(ActivePointer::active);
    } catch (RegistryException e) {
      storeFailed(e);
      return Optional.empty();
    }
  }

  /** Reads the store now and at this interval, and obeys its pointer. */
  public void follow(Schedule schedule, Duration interval) {
    schedule.every(PeriodicTask.MODEL_STORE, interval, this::look);
  }

  private boolean look() {
    try {
      refresh();
      return true;
    } catch (RegistryException e) {
      LOG.log(System.Logger.Level.DEBUG, "refreshing failed, as logged before", e);
      return false;
    }
  }

  /**
   * Looks at the store now, and obeys its pointer if that says something new.
   *
   * @throws RegistryException if the store cannot be used, or what it points at
   */
  public void refresh() {
    changes.await(
        () -> {
          refreshNow();
          return true;
        });
  }

  private void refreshNow() {
    Optional<ActivePointer> pointer;
    try {
      findings.published(store.versions());
      pointer = store.active();
    } catch (RegistryException e) {
      storeFailed(e);
      throw e;
    }
    Optional<ModelVersion> wanted = pointer.map(ActivePointer::active);
    if (wanted.isPresent() && !wanted.equals(state.followed())) {
      obey(wanted.get());
    }
  }

  /** What is broken is not tried again at every look; what could not be reached is. */
  private void obey(ModelVersion wanted) {
    try {
      serve(wanted);
      remember(state.followed(wanted));
    } catch (RegistryException e) {
      if (!e.fault().passes()) {
        remember(state.followed(wanted));
      }
      throw e;
    }
  }

  /**
   * Serves a version. Requests that run finish on the one before.
   *
   * @throws RegistryException if it cannot be had or used; then the one before still serves
   */
  public void activate(ModelVersion version) {
    changes.await(
        () -> {
          serve(version);
          return version;
        });
  }

  /**
   * Serves the version that was served before; a second call comes back to this one.
   *
   * @return that version
   * @throws RegistryException if there is none, or it can no longer be had
   */
  public ModelVersion rollBack() {
    return changes.await(
        () -> {
          ModelVersion previous =
              state
                  .previous()
                  .orElseThrow(
                      () ->
                          new RegistryException(
                              RegistryFault.NOTHING_BEFORE,
                              "No other published version was served here before."));
          serve(previous);
          return previous;
        });
  }

  private void serve(ModelVersion version) {
    if (state.active().filter(version::equals).isPresent()) {
      return;
    }
    try {
      LoadedModel model = loader.load(version);
      try {
        remember(state.activated(version));
      } catch (RegistryException e) {
        model.close();
        throw e;
      }
      lender.serve(model);
    } catch (RegistryException e) {
      failed(version, e);
      throw e;
    }
    serviceMetrics.serving(version.model(), version.version());
    metrics.swaps().accept(RegistryMetrics.Swap.ACTIVATED);
    LOG.log(System.Logger.Level.INFO, "{0} serves", version);
    tidy();
  }

  /** Disk space is all that is lost if it fails. */
  private void tidy() {
    try {
      cache.keepOnly(state.kept());
      findings.cached(cache.versions());
    } catch (RegistryException e) {
      metrics.errors().accept(e.fault());
      LOG.log(System.Logger.Level.WARNING, e.getMessage());
    }
  }

  private void remember(CacheState next) {
    if (!next.equals(state)) {
      cache.remember(next);
      state = next;
    }
  }

  private void failed(ModelVersion version, RegistryException e) {
    metrics.swaps().accept(RegistryMetrics.Swap.FAILED);
    metrics.errors().accept(e.fault());
    findings.failed(version, e.getMessage());
    LOG.log(System.Logger.Level.ERROR, "{0} cannot serve: {1}", version, e.getMessage());
  }

  private void storeFailed(RegistryException e) {
    metrics.errors().accept(e.fault());
    findings.storeFailed(e.getMessage());
    LOG.log(System.Logger.Level.WARNING, e.getMessage());
  }

  /** What is known now, without asking the store. */
  public RegistryStatus status() {
    return findings.status(state);
  }

  @Override
  public void close() {
    changes.close();
    store.close();
    try {
      cache.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot leave the folder of models", e);
    }
  }
}
