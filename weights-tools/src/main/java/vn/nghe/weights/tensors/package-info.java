// SPDX-License-Identifier: Apache-2.0

/**
 * Writes safetensors files. A {@link vn.nghe.weights.tensors.TensorSource} has name, type and shape
 * of a tensor and writes its values when asked, so that tensors need not fit into memory; {@link
 * vn.nghe.weights.tensors.SafetensorsWriter} writes the file.
 */
package vn.nghe.weights.tensors;
