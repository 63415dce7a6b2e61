// SPDX-License-Identifier: Apache-2.0

/**
 * Verifies a model folder: its checksums, its files against each other, the values of its tensors,
 * and whether a second reader reads the same. {@link vn.nghe.weights.verify.Verification} is the
 * entry point.
 */
package vn.nghe.weights.verify;
