// SPDX-License-Identifier: Apache-2.0

/** Whether one model hears better than another, or only seems to. */
package vn.nghe.weights.compare;
