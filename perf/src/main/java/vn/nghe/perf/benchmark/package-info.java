// SPDX-License-Identifier: Apache-2.0

/** The JMH suite: one class for each part of the way from sound to text. */
package vn.nghe.perf.benchmark;
