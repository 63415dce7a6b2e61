// SPDX-License-Identifier: Apache-2.0
/**
 * What operators see of the service: the fields and the format of log lines, the metrics for
 * Prometheus, and the spans of each request for a collector of traces.
 */
package vn.nghe.service.observe;
