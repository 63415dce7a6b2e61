// SPDX-License-Identifier: Apache-2.0

/**
 * Times the engine and yardsticks in turns in one process and prints one line for each pair. {@link
 * vn.nghe.perf.compare.Compare} is the entry point.
 */
package vn.nghe.perf.compare;
