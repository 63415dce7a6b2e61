// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.IOException;
import java.util.Optional;
import vn.nghe.service.access.AccessControl;
import vn.nghe.service.access.Share;
import vn.nghe.service.config.ConfigurationException;
import vn.nghe.service.inference.InferencePool;
import vn.nghe.service.inference.ModelLender;
import vn.nghe.service.inference.RequestIntake;
import vn.nghe.service.models.ModelRegistry;
import vn.nghe.service.models.PublishedModels;
import vn.nghe.service.models.RegistrySettings;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.observe.Tracing;
import vn.nghe.service.schedule.Schedule;
import vn.nghe.service.upload.UploadBudget;

/**
 * What all requests share.
 *
 * @param intake takes requests in
 * @param budget the memory for uploads
 * @param pool the workers
 * @param access who may use them
 * @param registry what changes the model, where there is a store of models
 * @param schedule what the service repeats by itself
 * @param metrics what is counted
 * @param tracing where the time goes
 */
record ServiceParts(
    RequestIntake intake,
    UploadBudget budget,
    InferencePool pool,
    AccessControl access,
    Optional<ModelRegistry> registry,
    Schedule schedule,
    ServiceMetrics metrics,
    Tracing tracing)
    implements AutoCloseable {
  /**
   * Starts what requests share.
   *
   * @throws ConfigurationException if a file that the configuration names cannot be used
   */
  static ServiceParts of(ServiceConfig config) {
    ServiceMetrics metrics = new ServiceMetrics();
    Schedule schedule = new Schedule(metrics);
    AccessControl access;
    try {
      access = AccessControl.of(config.access(), metrics, schedule);
    } catch (RuntimeException e) {
      schedule.close();
      metrics.close();
      throw e;
    }
    Share share = config.sharePerCaller();
    UploadBudget budget =
        new UploadBudget(
            config.upload().memoryBytes(),
            // One upload of any allowed size is always possible.
            Math.max(share.of(config.upload().memoryBytes()), config.upload().maxBytes()));
    InferencePool pool = new InferencePool(config.inference(), share);
    metrics.gauge("nghe_queue_depth", "Clips that wait for a worker", pool::queued);
    metrics.gauge("nghe_clips_paused", "Long clips that wait for their next turn", pool::paused);
    metrics.gauge("nghe_workers_busy", "Clips being worked on", pool::running);
    metrics.gauge("nghe_upload_memory_bytes", "Memory set aside for uploads", budget::used);
    RequestIntake intake = new RequestIntake();
    metrics.gauge("nghe_models_open", "Models in memory", intake.models()::openModels);
    try {
      Optional<ModelRegistry> registry =
          config
              .model()
              .registry()
              .map(it -> registry(it, config.inference().threads(), intake.models(), metrics));
      Tracing tracing = Tracing.to(config.observe().tracing());
      return new ServiceParts(intake, budget, pool, access, registry, schedule, metrics, tracing);
    } catch (RuntimeException e) {
      schedule.close();
      pool.close();
      access.close();
      metrics.close();
      throw e;
    }
  }

  private static ModelRegistry registry(
      RegistrySettings config, int threads, ModelLender lender, ServiceMetrics metrics) {
    try {
      return ModelRegistry.open(
          new PublishedModels(config.store().open(), config.timeout()),
          config.cache(),
          threads,
          lender,
          metrics);
    } catch (IOException e) {
      throw new ConfigurationException(
          "nghe.registry.cache: models cannot be kept in " + config.cache() + " (" + e + ").", e);
    }
  }

  @Override
  public void close() {
    schedule.close();
    registry.ifPresent(ModelRegistry::close);
    pool.close();
    access.close();
    tracing.close();
    metrics.close();
  }
}
