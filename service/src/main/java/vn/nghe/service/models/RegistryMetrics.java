// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.util.function.Consumer;
import vn.nghe.service.observe.ServiceMetrics;

/** What is counted about swaps. */
record RegistryMetrics(Consumer<Swap> swaps, Consumer<RegistryFault> errors) {
  /** How an attempt to serve another version ended. */
  enum Swap {
    ACTIVATED,
    FAILED
  }

  static RegistryMetrics of(ServiceMetrics metrics) {
    return new RegistryMetrics(
        metrics.counter(
            "nghe_model_swaps_total", "Changes of the served version", "outcome", Swap.class),
        metrics.counter(
            "nghe_registry_errors_total",
            "Versions that could not be had or used, and stores that did not answer",
            "reason",
            RegistryFault.class));
  }
}
