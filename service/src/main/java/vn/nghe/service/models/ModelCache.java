// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.nghe.service.files.BoundedFile;
import vn.nghe.service.files.DurableFile;
import vn.nghe.service.files.ExclusiveLock;

/**
 * The folder where downloaded versions lie, for one process alone: {@code ready/NAME/VERSION} is
 * whole and checked, {@code arriving/NAME/VERSION} is on its way, {@code state.json} says which is
 * served. A folder is moved from one to the other in one step.
 */
final class ModelCache implements AutoCloseable {
  /** Of a manifest or the state, in bytes; theirs have a few thousand. */
  private static final int LONGEST_DOCUMENT = 1 << 20;

  private final Path ready;
  private final Path arriving;
  private final Path stateFile;
  private final ExclusiveLock lock;

  private ModelCache(Path root, ExclusiveLock lock) {
    this.ready = root.resolve("ready");
    this.arriving = root.resolve("arriving");
    this.stateFile = root.resolve("state.json");
    this.lock = lock;
  }

  /**
   * Takes a folder, and makes it where it is missing.
   *
   * @throws IOException if it cannot be written, or another process has it
   */
  static ModelCache open(Path root) throws IOException {
    Files.createDirectories(root);
    ExclusiveLock lock =
        ExclusiveLock.attempt(root.resolve("state.json"))
            .orElseThrow(() -> new IOException("another running service uses it"));
    return new ModelCache(root, lock);
  }

  /** What was remembered last; nothing where that cannot be read. */
  Optional<CacheState> state() {
    try {
      return Files.exists(stateFile)
          ? Optional.of(
              RegistryJson.read(
                  BoundedFile.read(stateFile, LONGEST_DOCUMENT),
                  CacheState.class,
                  stateFile.toString()))
          : Optional.empty();
    } catch (IOException | RegistryException e) {
      System.getLogger(ModelCache.class.getName())
          .log(System.Logger.Level.WARNING, "cannot read {0}: {1}", stateFile, e.getMessage());
      return Optional.empty();
    }
  }

  /** Remembers, through crashes and power cuts. */
  void remember(CacheState state) {
    try {
      DurableFile.replace(stateFile, RegistryJson.write(state));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** All versions that are here, whole. */
  List<ModelVersion> versions() {
    try {
      return versionsIn(ready);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static List<ModelVersion> versionsIn(Path root) throws IOException {
    List<ModelVersion> found = new ArrayList<>();
    for (Path model : children(root)) {
      for (Path version : children(model)) {
        ModelVersion.ofFolders(model.getFileName().toString(), version.getFileName().toString())
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** Whether a version is here, perhaps damaged. */
  boolean has(ModelVersion version) {
    return Files.isDirectory(version.within(ready));
  }

  /**
   * The folder of a version that is here, every byte of it checked.
   *
   * @return nothing if it is not here or was damaged, and then it is here no more
   */
  Optional<Path> intact(ModelVersion version) {
    Path folder = version.within(ready);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try {
      if (isIntact(folder)) {
        return Optional.of(folder);
      }
      delete(folder);
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static boolean isIntact(Path folder) throws IOException {
    Path text = folder.resolve(VersionManifest.FILE);
    VersionManifest manifest;
    try {
      manifest =
          RegistryJson.read(
              BoundedFile.read(text, LONGEST_DOCUMENT), VersionManifest.class, text.toString());
    } catch (AccessDeniedException e) {
      // Nothing is known of the file, least of all that it is damaged.
      throw e;
    } catch (FileSystemException | RegistryException _) {
      return false;
    }
    for (VersionManifest.Entry file : manifest.files()) {
      if (!file.describes(folder.resolve(file.name()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Downloads a version that is not here. For one thread at a time.
   *
   * @throws RegistryException if it cannot be had; what has arrived stays for the next attempt
   */
  void download(ModelVersion version, PublishedModels store) {
    VersionManifest manifest = store.manifest(version);
    Path here = version.within(arriving);
    try {
      Files.createDirectories(here);
      requireSpace(here, manifest);
      for (VersionManifest.Entry file : manifest.files()) {
        new Download(store, version, file, here.resolve(file.name())).run();
      }
      Files.write(here.resolve(VersionManifest.FILE), RegistryJson.write(manifest));
      Path folder = version.within(ready);
      Files.createDirectories(folder.getParent());
      Files.move(here, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static void requireSpace(Path here, VersionManifest manifest) throws IOException {
    long missing = manifest.totalSize() - size(here);
    // Not asked of Files.getFileStore, which fails where the table of mounts is not to be seen.
    long usable = here.toFile().getUsableSpace();
    if (missing > usable) {
      throw new IOException(missing + " bytes are needed and " + usable + " are free");
    }
  }

  private static long size(Path folder) throws IOException {
    long size = 0;
    for (Path file : children(folder)) {
      size += Files.size(file);
    }
    return size;
  }

  /**
   * Deletes all versions but some, and what is left of downloads that nobody went on with. Models
   * that are open stay so until they are closed.
   *
   * @param arrivingNow versions that are being downloaded, or were and are to be served next
   */
  void keepOnly(Set<ModelVersion> kept, Set<ModelVersion> arrivingNow) {
    try {
      for (ModelVersion version : versions()) {
        if (!kept.contains(version) && !arrivingNow.contains(version)) {
          delete(version.within(ready));
        }
      }
      for (ModelVersion version : versionsIn(arriving)) {
        if (!arrivingNow.contains(version)) {
          deleteAll(version.within(arriving));
        }
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Out of the way in one step first, so that no half of a version is ever taken for all of it. */
  private void delete(Path folder) throws IOException {
    Path doomed = Files.createDirectories(arriving).resolve(".deleted");
    deleteAll(doomed);
    Files.move(folder, doomed, StandardCopyOption.ATOMIC_MOVE);
    deleteAll(doomed);
  }

  private static void deleteAll(Path folder) throws IOException {
    for (Path file : children(folder)) {
      Files.delete(file);
    }
    Files.deleteIfExists(folder);
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }

  private static RegistryException unusable(IOException e) {
    return new RegistryException(
        RegistryFault.CACHE_UNUSABLE,
        "The folder for downloaded models cannot be used (" + e + ").",
        e);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
