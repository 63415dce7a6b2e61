// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files of the service's own: for its user alone, and on the disk when a method returns. */
public final class DurableFile {
  /** What Linux follows. */
  private static final int MOST_LINKS = 40;

  private DurableFile() {}

  /**
   * Puts {@code content} in the place of {@code file}. Who reads at the same time sees the old
   * content or the new one, whole, and so does who reads after a power cut. Only one may do so at a
   * time: see {@link ExclusiveLock}.
   */
  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, content, _ -> {});
  }

  /**
   * The same, where others may read the file as well: the new one has the owner, the group and the
   * mode of the old one.
   *
   * @throws FileSystemException if it cannot be given them; the file is then as it was
   */
  public static void replaceKeepingOwner(Path file, byte[] content) throws IOException {
    replace(
        file,
        content,
        fresh -> {
          if (isPosix() && Files.exists(file)) {
            keepOwner(file, fresh);
          }
        });
  }

  /** Does something to a file before it has its name. */
  @FunctionalInterface
  private interface Preparation {
    void prepare(Path fresh) throws IOException;
  }

  private static void keepOwner(Path file, Path fresh) throws IOException {
    PosixFileAttributes wanted = Files.readAttributes(file, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    PosixFileAttributes made = view.readAttributes();
    try {
      if (!made.group().equals(wanted.group())) {
        view.setGroup(wanted.group());
      }
      if (!made.owner().equals(wanted.owner())) {
        view.setOwner(wanted.owner());
      }
      view.setPermissions(wanted.permissions());
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      FileSystemException refusal =
          new FileSystemException(
              file.toString(),
              null,
              "it belongs to "
                  + wanted.owner().getName()
                  + ":"
                  + wanted.group().getName()
                  + ", whom you cannot give a file; do this as that user or as root");
      refusal.initCause(e);
      throw refusal;
    }
  }

  /** Where a chain of links ends, whether there is a file or not. */
  public static Path target(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static void replace(Path file, byte[] content, Preparation preparation)
      throws IOException {
    Path fresh = sibling(file, ".new");
    // Left behind by a process that was killed here.
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      preparation.prepare(fresh);
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(file);
  }

  /** The file whose name has {@code suffix} behind that of {@code file}. */
  static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** A new name is on the disk only once its folder is. Windows cannot open folders. */
  private static void forceFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (isPosix()) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Mode 0600, set as the file is made, so that there is no moment at which others may open it. */
  static FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
