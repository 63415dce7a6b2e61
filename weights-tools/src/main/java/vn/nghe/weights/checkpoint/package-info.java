// SPDX-License-Identifier: Apache-2.0

/**
 * Tensors by name out of the files that training and publishing leave: safetensors, whole or in
 * shards, and PyTorch's zip archives. {@link vn.nghe.weights.checkpoint.TensorFile#open} tells them
 * apart by their first bytes. Files are mapped, so that their size does not matter, and values are
 * read when they are asked for.
 */
package vn.nghe.weights.checkpoint;
