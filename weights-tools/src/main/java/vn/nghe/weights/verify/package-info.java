// SPDX-License-Identifier: Apache-2.0

/** Whether a model folder is whole: its checksums, its files against each other, its values. */
package vn.nghe.weights.verify;
