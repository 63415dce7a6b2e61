// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A store in a folder, such as one on a network drive. */
final class FolderStore implements ModelStore {
  /** Marks files under way, which are not in the store yet. */
  private static final String UNFINISHED = ".new";

  private final Path root;

  FolderStore(Path root) {
    this.root = root;
  }

  @Override
  public InputStream open(String key, long from) {
    try {
      InputStream in = Files.newInputStream(root.resolve(key));
      try {
        in.skipNBytes(from);
        return in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new RegistryException(
          RegistryFault.NOT_FOUND, place() + " has no " + key + ". Was it published there?", e);
    } catch (IOException e) {
      throw unavailable(key + " cannot be read", e);
    }
  }

  @Override
  public List<String> list() {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(key -> !key.endsWith(UNFINISHED))
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw unavailable("its files cannot be listed", e);
    }
  }

  @Override
  public void put(String key, byte[] content) {
    place(key, unfinished -> Files.write(unfinished, content));
  }

  @Override
  public void put(String key, Path file) {
    place(key, unfinished -> Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING));
  }

  /** Writes a file that does not count yet. */
  @FunctionalInterface
  private interface Writer {
    void write(Path unfinished) throws IOException;
  }

  private void place(String key, Writer writer) {
    Path file = root.resolve(key);
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      Files.createDirectories(file.getParent());
      writer.write(unfinished);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unavailable(key + " cannot be written", e);
    }
  }

  private RegistryException unavailable(String what, Exception cause) {
    return new RegistryException(
        RegistryFault.STORE_UNAVAILABLE,
        "The store " + place() + " cannot be used: " + what + " (" + cause + ").",
        cause);
  }

  @Override
  public String place() {
    return root.toString();
  }
}
