// SPDX-License-Identifier: Apache-2.0

/** Engine and yardsticks timed in turns in one process, one line of output for each pair. */
package vn.nghe.perf.compare;
