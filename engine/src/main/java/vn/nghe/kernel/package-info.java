// SPDX-License-Identifier: Apache-2.0

/**
 * Dense arithmetic on 32-bit floats with the JDK's Vector API: matrix product ({@link
 * vn.nghe.kernel.Gemm}, {@link vn.nghe.kernel.Linear}), {@link vn.nghe.kernel.Attention}, layer
 * norm, softmax and GELU.
 *
 * <p>A {@link vn.nghe.kernel.Matrix} is a view of rows in a buffer of the caller; weights are
 * stored once as {@link vn.nghe.kernel.PackedMatrix}; {@link vn.nghe.kernel.Workers} share the
 * work. Results are the same to the bit for any number of threads and any vector length.
 */
package vn.nghe.kernel;
