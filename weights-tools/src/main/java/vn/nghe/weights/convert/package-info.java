// SPDX-License-Identifier: Apache-2.0

/**
 * Converts models: to storage types of fewer bits, and to heads with fewer classes. {@link
 * vn.nghe.weights.convert.Conversion} is the entry point.
 */
package vn.nghe.weights.convert;
