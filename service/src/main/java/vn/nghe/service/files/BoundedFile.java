// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Small files that are read whole. A file that somebody swapped for a huge one must not take the
 * memory of the process, so none is read beyond what such a file can have.
 */
public final class BoundedFile {
  private BoundedFile() {}

  /**
   * The content of a file. The bound holds as well for a file that grows meanwhile, or has no size,
   * such as a device.
   *
   * @param most how many bytes it may have
   * @throws FileSystemException if it is larger or no regular file, with the reason
   * @throws IOException if it cannot be read
   */
  public static byte[] read(Path file, int most) throws IOException {
    requireRegular(file);
    requireAtMost(file, Files.size(file), most);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(most + 1);
      requireAtMost(file, content.length, most);
      return content;
    }
  }

  /** Refuses folders, and devices and pipes, which may have no end or keep a reader waiting. */
  static void requireRegular(Path file) throws FileSystemException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "is not a regular file");
    }
  }

  static void requireAtMost(Path file, long size, int most) throws FileSystemException {
    if (size > most) {
      throw new FileSystemException(
          file.toString(), null, "has more than the " + most + " bytes that such a file may have");
    }
  }
}
