// SPDX-License-Identifier: Apache-2.0

/** An evaluation as a page to look at and to listen to. */
package vn.nghe.weights.report;
