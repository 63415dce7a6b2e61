// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import vn.nghe.service.inference.InferencePool;
import vn.nghe.service.inference.Readiness;
import vn.nghe.service.observe.ServiceMetrics;
import vn.nghe.service.upload.UploadBudget;

/**
 * What all requests share.
 *
 * @param readiness whether work is taken
 * @param budget the memory for uploads
 * @param pool the workers
 * @param metrics what is counted
 */
record Core(Readiness readiness, UploadBudget budget, InferencePool pool, ServiceMetrics metrics)
    implements AutoCloseable {
  static Core of(ServiceConfig config) {
    UploadBudget budget = new UploadBudget(config.upload().memoryBytes());
    InferencePool pool =
        new InferencePool(config.workers(), config.queueCapacity(), config.requestDeadline());
    ServiceMetrics metrics = new ServiceMetrics();
    metrics.gauge("nghe_queue_depth", "Clips that wait for a worker", pool::queued);
    metrics.gauge("nghe_workers_busy", "Clips being worked on", pool::running);
    metrics.gauge("nghe_upload_memory_bytes", "Memory set aside for uploads", budget::used);
    return new Core(new Readiness(), budget, pool, metrics);
  }

  @Override
  public void close() {
    pool.close();
  }
}
