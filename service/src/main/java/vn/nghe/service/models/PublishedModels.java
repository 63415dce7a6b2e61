// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The models in a store. Every method throws {@link RegistryException} if the store cannot be used.
 */
public final class PublishedModels implements AutoCloseable {
  /** Far more than a document of ours has; bounds what a broken store can make us hold. */
  private static final int LONGEST_DOCUMENT = 1 << 20;

  private static final String MANIFEST_END = "/" + VersionManifest.FILE;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final ModelStore store;
  private final Deadline deadline;

  /** Gives the store 30 s for each document. */
  public PublishedModels(ModelStore store) {
    this(store, TIMEOUT);
  }

  /**
   * Asks the store for nothing yet.
   *
   * @param timeout how long it may take for a document or a list, in all; for a file this is the
   *     time from which on it must keep a {@linkplain Download least rate}
   */
  public PublishedModels(ModelStore store, Duration timeout) {
    this.store = store;
    this.deadline = new Deadline(timeout);
  }

  /** How long the store may take for a document. */
  Duration timeout() {
    return deadline.longest();
  }

  /** Where the store is, for people. */
  public String place() {
    return store.place();
  }

  /** All versions, by name and version. */
  public List<ModelVersion> versions() {
    return deadline.within("The list of " + store.place(), store::list).stream()
        .filter(key -> key.endsWith(MANIFEST_END))
        .map(key -> key.substring(0, key.length() - MANIFEST_END.length()).split("/", -1))
        .filter(words -> words.length == 2)
        .flatMap(words -> ModelVersion.ofFolders(words[0], words[1]).stream())
        .sorted()
        .toList();
  }

  /** What a version consists of. */
  public VersionManifest manifest(ModelVersion version) {
    String key = version.key(VersionManifest.FILE);
    try {
      return RegistryJson.read(document(key), VersionManifest.class, place(key));
    } catch (RegistryException e) {
      if (e.fault() != RegistryFault.NOT_FOUND) {
        throw e;
      }
      throw new RegistryException(
          RegistryFault.NOT_FOUND, store.place() + " has no version " + version + ".", e);
    }
  }

  /**
   * A file of a version.
   *
   * @param from the first byte to read, less than the size of the file
   */
  public InputStream open(ModelVersion version, String file, long from) {
    return store.open(version.key(file), from);
  }

  /** Which version all replicas should serve, if that was ever said. */
  public Optional<ActivePointer> active() {
    try {
      byte[] document = document(ActivePointer.FILE);
      return Optional.of(
          RegistryJson.read(document, ActivePointer.class, place(ActivePointer.FILE)));
    } catch (RegistryException e) {
      if (e.fault() == RegistryFault.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Says that all replicas should serve a version, which must be there. */
  public ActivePointer activate(ModelVersion version) {
    manifest(version);
    return point(ActivePointer.from(active(), version));
  }

  /** Says that all replicas should serve the version that was active before, and tells which. */
  public ActivePointer rollBack() {
    ActivePointer now =
        active().orElseThrow(() -> nothingBefore("no version was ever made active there"));
    ModelVersion previous =
        now.previous().orElseThrow(() -> nothingBefore("only " + now.active() + " ever was"));
    return activate(previous);
  }

  private RegistryException nothingBefore(String why) {
    return new RegistryException(
        RegistryFault.NOTHING_BEFORE, store.place() + " cannot be rolled back: " + why + ".");
  }

  private ActivePointer point(ActivePointer pointer) {
    store.put(ActivePointer.FILE, RegistryJson.write(pointer));
    return pointer;
  }

  /**
   * Publishes a model's folder. The version is there when this returns, and not at all if it
   * throws.
   *
   * @param progress is told the name of each file before it is sent
   * @throws IOException if the folder cannot be read
   */
  public VersionManifest publish(
      Path folder, ModelVersion version, Consumer<VersionManifest.Entry> progress)
      throws IOException {
    requireNew(version);
    VersionManifest manifest = describe(folder);
    for (VersionManifest.Entry file : manifest.files()) {
      progress.accept(file);
      store.put(version.key(file.name()), folder.resolve(file.name()));
    }
    store.put(version.key(VersionManifest.FILE), RegistryJson.write(manifest));
    return manifest;
  }

  private static VersionManifest describe(Path folder) throws IOException {
    List<VersionManifest.Entry> files = new ArrayList<>();
    try {
      for (Path file : files(folder)) {
        files.add(VersionManifest.Entry.of(file));
      }
      return new VersionManifest(files);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          RegistryFault.MODEL_UNUSABLE,
          folder + " cannot be published: " + e.getMessage() + ".",
          e);
    }
  }

  /** Replicas may have a version already, and would never look at it again. */
  private void requireNew(ModelVersion version) {
    try {
      manifest(version);
    } catch (RegistryException e) {
      if (e.fault() == RegistryFault.NOT_FOUND) {
        return;
      }
      throw e;
    }
    throw new RegistryException(
        RegistryFault.ALREADY_PUBLISHED,
        store.place() + " has " + version + " already, and versions do not change. Name another.");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private byte[] document(String key) {
    return deadline.within(place(key), () -> read(key));
  }

  private byte[] read(String key) {
    try (InputStream in = store.open(key, 0)) {
      byte[] document = in.readNBytes(LONGEST_DOCUMENT + 1);
      if (document.length > LONGEST_DOCUMENT) {
        throw new RegistryException(
            RegistryFault.MANIFEST_MALFORMED,
            place(key) + " is longer than " + LONGEST_DOCUMENT + " bytes. Publish it anew.");
      }
      return document;
    } catch (IOException e) {
      throw new RegistryException(
          RegistryFault.STORE_UNAVAILABLE, place(key) + " cannot be read: " + e.getMessage(), e);
    }
  }

  private String place(String key) {
    return store.place() + (store.place().endsWith("/") ? "" : "/") + key;
  }

  @Override
  public void close() {
    store.close();
  }
}
