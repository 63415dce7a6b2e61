// SPDX-License-Identifier: Apache-2.0

/**
 * From published weights to a model folder. {@link vn.nghe.weights.importing.ModelImport} leads
 * through it: what the encoder looks like, where its tensors and those of the head are, what the
 * classes are called, and the four files of the folder.
 */
package vn.nghe.weights.importing;
