// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.io;

import java.util.Arrays;
import vn.nghe.audio.AudioException;

/**
 * Ranges of bytes that belong together, as those of the sound in a film, read as if they were an
 * input of their own. Faults in that input count its bytes.
 */
public final class Extents {
  /** As many packets as 788 MB of a transport stream have; 64 MB of memory. */
  private static final int MOST = 1 << 22;

  private long[] starts = new long[16];

  /** Index in the joined input of the first byte of each range, and of the one after the last. */
  private long[] offsets = new long[17];

  private int count;

  /**
   * Adds the range that comes next.
   *
   * @param start index of its first byte in the input
   * @param size how many bytes, at least 0, all of which lie in the input
   * @throws AudioException if there are too many ranges
   */
  public void add(long start, long size) {
    if (size == 0) {
      return;
    }
    if (count > 0 && starts[count - 1] + offsets[count] - offsets[count - 1] == start) {
      offsets[count] += size;
      return;
    }
    if (count == MOST) {
      throw AudioException.unsupported(
          "Sound in more than " + MOST + " pieces is not supported", "send the sound by itself");
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      offsets = Arrays.copyOf(offsets, 2 * count + 1);
    }
    starts[count] = start;
    offsets[count + 1] = offsets[count] + size;
    count++;
  }

  /** Bytes in all ranges. */
  public long size() {
    return offsets[count];
  }

  /**
   * Reads the ranges.
   *
   * @param in the input in which they lie; its cursor moves as they are read
   */
  public ByteReader open(ByteReader in) {
    return ByteReader.of((from, target, size) -> read(in, from, target, size), size());
  }

  private void read(ByteReader in, long from, byte[] target, int size) {
    int range = Arrays.binarySearch(offsets, 0, count, from);
    range = range < 0 ? -range - 2 : range;
    byte[] part = new byte[size];
    for (int done = 0; done < size; range++) {
      long at = from + done;
      int here = (int) Math.min(size - done, offsets[range + 1] - at);
      in.seek(starts[range] + at - offsets[range]);
      in.read(part, here);
      System.arraycopy(part, 0, target, done, here);
      done += here;
    }
  }
}
