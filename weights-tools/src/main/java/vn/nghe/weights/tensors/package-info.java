// SPDX-License-Identifier: Apache-2.0

/**
 * Tensors on their way into a safetensors file, which need not fit into memory: a {@link
 * vn.nghe.weights.tensors.TensorSource} says what it is before it hands its values over.
 */
package vn.nghe.weights.tensors;
