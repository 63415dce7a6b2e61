// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import vn.nghe.service.inference.InferencePool;
import vn.nghe.service.inference.Readiness;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.trace.Tracing;
import vn.nghe.service.upload.UploadBudget;

/**
 * What all requests share.
 *
 * @param readiness whether work is taken
 * @param budget the memory for uploads
 * @param pool the workers
 * @param access who may use them
 * @param metrics what is counted
 * @param tracing where the time goes
 */
record Core(
    Readiness readiness,
    UploadBudget budget,
    InferencePool pool,
    Access access,
    ServiceMetrics metrics,
    Tracing tracing)
    implements AutoCloseable {
  /**
   * Starts what requests share.
   *
   * @throws ConfigurationException if a file that the configuration names cannot be used
   */
  static Core of(ServiceConfig config) {
    ServiceMetrics metrics = new ServiceMetrics();
    Access access = Access.of(config.access(), metrics);
    UploadBudget budget = new UploadBudget(config.upload().memoryBytes());
    InferencePool pool =
        new InferencePool(config.workers(), config.queueCapacity(), config.requestDeadline());
    metrics.gauge("nghe_queue_depth", "Clips that wait for a worker", pool::queued);
    metrics.gauge("nghe_workers_busy", "Clips being worked on", pool::running);
    metrics.gauge("nghe_upload_memory_bytes", "Memory set aside for uploads", budget::used);
    return new Core(
        new Readiness(),
        budget,
        pool,
        access,
        metrics,
        Tracing.to(config.observe().otlpEndpoint()));
  }

  @Override
  public void close() {
    pool.close();
    access.close();
    tracing.close();
  }
}
