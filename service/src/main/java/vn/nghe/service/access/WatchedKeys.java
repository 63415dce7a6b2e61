// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;

/**
 * The keys of a file, read anew when it changes. While the file is broken or gone, the keys that
 * were read last stay in force: a slip of an editor must not lock everybody out.
 *
 * <p>The file's time is looked at rather than waited for: the notifications of operating systems do
 * not reach network drives, nor the links by which Kubernetes exchanges mounted secrets.
 */
final class WatchedKeys {
  private static final System.Logger LOG = System.getLogger(WatchedKeys.class.getName());

  /** How often to call {@link #look}. */
  static final Duration PERIOD = Duration.ofSeconds(1);

  private final Path path;
  private Optional<Stamp> seen = Optional.empty();
  private volatile KeyRing ring;
  private volatile boolean current = true;

  /** Differs whenever the file does: a file that is replaced is another file. */
  private record Stamp(FileTime modified, long size, Optional<Object> identity) {
    static Optional<Stamp> of(Path file) {
      try {
        BasicFileAttributes read = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.of(
            new Stamp(read.lastModifiedTime(), read.size(), Optional.ofNullable(read.fileKey())));
      } catch (IOException _) {
        return Optional.empty();
      }
    }
  }

  private WatchedKeys(Path path) {
    this.path = path;
    this.seen = Stamp.of(path);
    this.ring = new KeyRing(KeyFile.at(path).read());
  }

  /**
   * Reads the file.
   *
   * @throws KeyFileException if it cannot be used
   */
  static WatchedKeys of(Path path) {
    return new WatchedKeys(path);
  }

  /** The keys in force now. */
  KeyRing ring() {
    return ring;
  }

  /** Whether they are those of the file as it is now. */
  boolean isCurrent() {
    return current;
  }

  /**
   * Reads the file if it has changed, or could not be read the last time.
   *
   * @return whether the keys in force are those of the file
   */
  boolean look() {
    Optional<Stamp> now = Stamp.of(path);
    if (current && now.equals(seen)) {
      return true;
    }
    // Until the file is read whole, whatever ends the attempt.
    current = false;
    boolean isSame = now.equals(seen);
    seen = now;
    try {
      ring = new KeyRing(KeyFile.at(path).read());
      current = true;
      LOG.log(System.Logger.Level.INFO, "{0}: {1} keys in force", path, ring.size());
    } catch (KeyFileException e) {
      if (!isSame) {
        LOG.log(
            System.Logger.Level.ERROR,
            "{0} The keys read before stay in force until the file is mended.",
            e.getMessage());
      }
    }
    return current;
  }
}
