// SPDX-License-Identifier: Apache-2.0

/**
 * The workloads of benchmarks and comparisons: the shapes of Whisper's encoders, random layers, and
 * a speech clip.
 */
package vn.nghe.perf.workload;
