// SPDX-License-Identifier: Apache-2.0

/**
 * Verifies a model folder: its checksums, its files against each other, and the values of its
 * tensors. {@link vn.nghe.weights.verify.Verification} is the entry point.
 */
package vn.nghe.weights.verify;
