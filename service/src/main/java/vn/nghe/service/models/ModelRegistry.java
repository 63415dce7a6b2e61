// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import vn.nghe.api.ModelException;
import vn.nghe.service.inference.LoadedModel;
import vn.nghe.service.inference.ModelLender;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.schedule.PeriodicTask;
import vn.nghe.service.schedule.Schedule;

/**
 * Changes which published version is served. All changes happen one after another on one thread,
 * downloads on another, so that a version that is here is served at once however slow the store is.
 * A version takes over once it is downloaded, checked, loaded, warmed up and remembered; whatever
 * goes wrong before leaves the one that is served alone. Of two changes, the one that was asked for
 * later lasts.
 */
public final class ModelRegistry implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ModelRegistry.class.getName());

  private final PublishedModels store;
  private final ModelCache cache;
  private final VersionLoader loader;
  private final ModelLender lender;
  private final ServiceMetrics serviceMetrics;
  private final RegistryMetrics metrics;
  private final ChangeThread changes = new ChangeThread("nghe-registry");
  private final ChangeThread downloads = new ChangeThread("nghe-download");
  private final AtomicLong asked = new AtomicLong();
  private final Set<ModelVersion> arriving = ConcurrentHashMap.newKeySet();

  /** The last change that took place, by {@link #asked}. On the thread of changes alone. */
  private long done;

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
    this.loader = new VersionLoader(cache, threads, findings);
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
        LoadedModel model = loadOrDownload(version);
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

  /** While nothing is served, a download holds nothing up. */
  private LoadedModel loadOrDownload(ModelVersion version) {
    Optional<LoadedModel> here = loader.load(version);
    if (here.isPresent()) {
      return here.get();
    }
    cache.download(version, store);
    return loader.load(version).orElseThrow(() -> gone(version));
  }

  private static RegistryException gone(ModelVersion version) {
    return new RegistryException(
        RegistryFault.CACHE_UNUSABLE,
        version + " was damaged in the folder for downloaded models. Try again.");
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
    long order = asked.incrementAndGet();
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
      obey(wanted.get(), order);
    }
  }

  /** What is broken is not tried again at every look; what could not be reached is. */
  private void obey(ModelVersion wanted, long order) {
    try {
      bring(wanted, order);
      follow(wanted);
    } catch (RegistryException e) {
      if (!e.fault().passes()) {
        follow(wanted);
      }
      throw e;
    }
  }

  private void follow(ModelVersion pointer) {
    changes.await(
        () -> {
          remember(state.followed(pointer));
          return pointer;
        });
  }

  /**
   * Serves a version. Requests that run finish on the one before.
   *
   * @throws RegistryException if it cannot be had or used; then the one before still serves
   */
  public void activate(ModelVersion version) {
    bring(version, asked.incrementAndGet());
  }

  /**
   * Serves the version that was served before; a second call comes back to this one.
   *
   * @return that version
   * @throws RegistryException if there is none, or it can no longer be had
   */
  public ModelVersion rollBack() {
    long order = asked.incrementAndGet();
    ModelVersion previous =
        state
            .previous()
            .orElseThrow(
                () ->
                    new RegistryException(
                        RegistryFault.NOTHING_BEFORE,
                        "No other published version was served here before."));
    bring(previous, order);
    return previous;
  }

  /**
   * Serves a version, and downloads it before if it is not here.
   *
   * @param order of the change, by {@link #asked}
   */
  private void bring(ModelVersion version, long order) {
    try {
      if (changes.await(() -> serve(version, order))) {
        return;
      }
      arriving.add(version);
      try {
        downloads.await(() -> download(version));
        if (!changes.await(() -> serve(version, order))) {
          throw gone(version);
        }
      } finally {
        arriving.remove(version);
      }
    } catch (RegistryException e) {
      failed(version, e);
      throw e;
    }
  }

  private ModelVersion download(ModelVersion version) {
    if (!cache.has(version)) {
      cache.download(version, store);
    }
    return version;
  }

  /**
   * Serves a version that is here, unless a later change took place already.
   *
   * @return whether it is here
   */
  private boolean serve(ModelVersion version, long order) {
    if (order < done) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} does not take over: another change was asked for after it",
          version);
      return true;
    }
    if (state.active().filter(version::equals).isPresent()) {
      done = order;
      return true;
    }
    Optional<LoadedModel> model = loader.load(version);
    model.ifPresent(
        loaded -> {
          takeOver(version, loaded);
          done = order;
        });
    return model.isPresent();
  }

  private void takeOver(ModelVersion version, LoadedModel model) {
    try {
      remember(state.activated(version));
    } catch (RegistryException e) {
      model.close();
      throw e;
    }
    lender.serve(model);
    serviceMetrics.serving(version.model(), version.version());
    metrics.swaps().accept(RegistryMetrics.Swap.ACTIVATED);
    LOG.log(System.Logger.Level.INFO, "{0} serves", version);
    tidy();
  }

  /** Disk space is all that is lost if it fails. */
  private void tidy() {
    try {
      cache.keepOnly(state.kept(), Set.copyOf(arriving));
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
    downloads.close();
    changes.close();
    store.close();
    try {
      cache.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot leave the folder of models", e);
    }
  }
}
