// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.nghe.service.files.FileLease;

/**
 * The keys of a file, read anew when it changes. While the file is broken or gone, the keys that
 * were read last stay in force: a slip of an editor must not lock everybody out. The file in force
 * is kept open under a {@link FileLease}, by which {@code nghe keys revoke} learns whether its
 * change has arrived.
 *
 * <p>The file's attributes are looked at rather than waited for: the notifications of operating
 * systems do not reach network drives, nor the links by which Kubernetes exchanges mounted secrets.
 */
final class WatchedKeys implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WatchedKeys.class.getName());

  /** How often to call {@link #look}. */
  static final Duration PERIOD = Duration.ofSeconds(1);

  /**
   * What differs whenever a file does: a file that is replaced has another inode, one whose owner
   * or mode changes another time of change ({@code ctime}). A file without a name has no links.
   */
  private static final String UNIX = "unix:lastModifiedTime,ctime,size,ino,dev,nlink";

  private static final String OTHER = "lastModifiedTime,size,fileKey";

  private final Path path;
  private Optional<Map<String, Object>> seen;
  private FileLease lease;
  private volatile KeyRing ring;
  private volatile boolean current = true;
  private String told = "";

  private WatchedKeys(Path path) {
    this.path = path;
    this.seen = attributes();
    KeyFile.Opened opened = KeyFile.at(path).open();
    this.lease = opened.lease();
    this.ring = new KeyRing(opened.keys());
    lease.hold();
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

  private Optional<Map<String, Object>> attributes() {
    boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
    try {
      return Optional.of(Files.readAttributes(path, unix ? UNIX : OTHER));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * Reads the file if it has changed, or could not be read the last time.
   *
   * @return whether the keys in force are those of the file
   */
  boolean look() {
    Optional<Map<String, Object>> now = attributes();
    if (current && now.equals(seen)) {
      lease.hold();
      return true;
    }
    // Until the file is read whole, whatever ends the attempt.
    current = false;
    seen = now;
    try {
      requireName(now);
      read();
      current = true;
      told = "";
      LOG.log(System.Logger.Level.INFO, "{0}: {1} keys in force", path, ring.size());
    } catch (KeyFileException e) {
      lease.renew();
      tell(e.getMessage());
    }
    return current;
  }

  private void read() {
    KeyFile.Opened opened = KeyFile.at(path).open();
    ring = new KeyRing(opened.keys());
    FileLease old = lease;
    lease = opened.lease();
    close(old);
    lease.hold();
  }

  private static void close(FileLease lease) {
    try {
      lease.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the old key file stays open", e);
    }
  }

  /**
   * A file that was mounted by itself, into a container, stays the old one when its name is given
   * to a new one outside. Its number of links then is zero.
   */
  private void requireName(Optional<Map<String, Object>> attributes) {
    if (attributes.filter(it -> Integer.valueOf(0).equals(it.get("nlink"))).isPresent()) {
      throw new KeyFileException(
          path,
          "was replaced where it comes from, but the new file is not to be seen from here; mount"
              + " its folder and not the file alone",
          null);
    }
  }

  private void tell(String fault) {
    if (!fault.equals(told)) {
      told = fault;
      LOG.log(
          System.Logger.Level.ERROR,
          "{0}. The keys read before stay in force until the file is mended.",
          fault);
    }
  }

  /** Lets go of the file. */
  @Override
  public void close() {
    close(lease);
  }

  /** Why a key that was accepted with these scopes would not be any more, if so. */
  Optional<Denial> denial(ApiKey key, Set<Scope> scopes, Instant now) {
    try {
      return ring.authenticate(key, now).scopes().containsAll(scopes)
          ? Optional.empty()
          : Optional.of(Denial.SCOPE_MISSING);
    } catch (AuthenticationException e) {
      return Optional.of(e.refusal());
    }
  }
}
