// SPDX-License-Identifier: Apache-2.0

/** The JMH suite: one class for each step from audio to text, and its yardsticks. */
package vn.nghe.perf.benchmark;
