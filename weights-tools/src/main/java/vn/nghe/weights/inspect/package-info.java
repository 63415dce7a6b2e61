// SPDX-License-Identifier: Apache-2.0

/** What is in a model: its tensors, and the arithmetic that they cost. */
package vn.nghe.weights.inspect;
