// SPDX-License-Identifier: Apache-2.0

/** What the engine is measured against: other runtimes, and the processor's own limit. */
package vn.nghe.perf.yardstick;
