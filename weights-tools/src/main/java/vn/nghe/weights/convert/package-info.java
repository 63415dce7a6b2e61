// SPDX-License-Identifier: Apache-2.0

/** Models turned into others: stored in fewer bits, and with fewer classes in their heads. */
package vn.nghe.weights.convert;
