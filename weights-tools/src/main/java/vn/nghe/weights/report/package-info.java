// SPDX-License-Identifier: Apache-2.0

/**
 * Writes an evaluation as an HTML report with the recordings. {@link
 * vn.nghe.weights.report.HtmlReport} is the entry point.
 */
package vn.nghe.weights.report;
