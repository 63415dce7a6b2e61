// SPDX-License-Identifier: Apache-2.0

/** What is measured: the shapes of Whisper's encoders, and speech. */
package vn.nghe.perf.workload;
