// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * The bytes that tensors are views of.
 *
 * @param order of the bytes of each value
 */
record Storage(MemorySegment bytes, ByteOrder order) {
  boolean isLittleEndian() {
    return order.equals(ByteOrder.LITTLE_ENDIAN);
  }
}
