// SPDX-License-Identifier: Apache-2.0

/** The yardsticks of the comparison: ONNX Runtime, OpenBLAS, and the arithmetic peak of a core. */
package vn.nghe.perf.yardstick;
