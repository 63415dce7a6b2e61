// SPDX-License-Identifier: Apache-2.0
/** Measurements of a running service over HTTP: throughput, response times and memory. */
package vn.nghe.perf.service;
