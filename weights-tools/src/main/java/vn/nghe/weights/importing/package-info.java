// SPDX-License-Identifier: Apache-2.0

/**
 * Imports published weights as a model folder: finds the tensors of encoder and head, checks their
 * shapes and the names of the classes, and writes the files of the folder. {@link
 * vn.nghe.weights.importing.ModelImport} is the entry point.
 */
package vn.nghe.weights.importing;
