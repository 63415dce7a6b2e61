// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The little-endian numbers of a mapped file, at positions that need not be inside. */
record ArchiveBytes(Path file, MemorySegment content) {
  long size() {
    return content.byteSize();
  }

  CheckpointException wrong(long position, String message) {
    return CheckpointException.at(file, position, message);
  }

  int uint16(long at) {
    return slice(at, Short.BYTES).get(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0)
        & 0xFFFF;
  }

  int int32(long at) {
    return slice(at, Integer.BYTES).get(JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
  }

  long uint32(long at) {
    return int32(at) & 0xFFFFFFFFL;
  }

  long int64(long at) {
    return slice(at, Long.BYTES).get(JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
  }

  String text(long at, long length) {
    return new String(slice(at, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
  }

  MemorySegment slice(long at, long length) {
    if (at < 0 || at > size() || length < 0 || length > size() - at) {
      throw wrong(Math.clamp(at, 0, size()), length + " bytes expected; the file is cut short");
    }
    return content.asSlice(at, length);
  }
}
