// SPDX-License-Identifier: Apache-2.0

/**
 * Lists the tensors and parts of a model with their size and arithmetic. {@link
 * vn.nghe.weights.inspect.Inspection} is the entry point.
 */
package vn.nghe.weights.inspect;
