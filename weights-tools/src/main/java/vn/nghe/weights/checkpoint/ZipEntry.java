// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

/**
 * A file in a zip archive, stored as it is.
 *
 * @param name its name, folders included
 * @param header where its local header begins, in bytes of the archive
 * @param start where its content begins
 * @param size bytes of content
 * @param crc CRC-32 of the content
 */
record ZipEntry(String name, long header, long start, long size, int crc) {
  /** The byte after its last. */
  long end() {
    return start + size;
  }
}
