// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Brings a file of a version here. What came before a break stays, and only the rest is asked for.
 */
final class Download {
  /** In bytes a second; a model of 3 GB takes at most four days. Less is taken for no answer. */
  private static final long LEAST_RATE = 10_000;

  private static final double NANOSECONDS = 1e9;

  private final PublishedModels store;
  private final ModelVersion version;
  private final VersionManifest.Entry wanted;
  private final Path file;

  /**
   * Asks for nothing yet.
   *
   * @param file where it goes, and where a part of it may be
   */
  Download(PublishedModels store, ModelVersion version, VersionManifest.Entry wanted, Path file) {
    this.store = store;
    this.version = version;
    this.wanted = wanted;
    this.file = file;
  }

  /**
   * Returns with the whole file on the disk, as its manifest describes it. A connection that breaks
   * is made again as long as each brings something; the next call takes up where this one ends.
   *
   * @throws RegistryException if the store stops answering, or the file is not what it should be,
   *     which is then deleted
   * @throws IOException if the disk does not take it
   */
  void run() throws IOException {
    discardWhatCannotBeAPart();
    while (present() < wanted.size()) {
      long before = present();
      String end = append(before);
      if (present() == before) {
        throw new RegistryException(
            RegistryFault.STORE_UNAVAILABLE,
            "%s of %s stopped at byte %d of %d (%s). Trying again goes on from there."
                .formatted(wanted.name(), version, before, wanted.size(), end));
      }
    }
    if (wanted.size() == 0) {
      Files.write(file, new byte[0]);
    }
    requireIntact();
  }

  private void discardWhatCannotBeAPart() throws IOException {
    if (present() > wanted.size()) {
      Files.delete(file);
    }
  }

  private long present() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Appends what one connection brings, and tells how that ended. */
  private String append(long from) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        OutputStream out = Channels.newOutputStream(channel);
        InputStream in = store.open(version, wanted.name(), from)) {
      String end = copy(in, out, wanted.size() - from);
      channel.force(true);
      return end;
    }
  }

  /** Faults of the store end the copy; those of the disk go up. */
  private String copy(InputStream in, OutputStream out, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = most;
    long begun = System.nanoTime();
    while (left > 0) {
      int count;
      try {
        count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      } catch (IOException e) {
        return "the connection broke: " + e.getMessage();
      }
      if (count < 0) {
        return "the store sent no more";
      }
      out.write(buffer, 0, count);
      left -= count;
      requirePace(most - left, System.nanoTime() - begun);
    }
    return "all of it came";
  }

  /**
   * A store that sends a byte now and then is never silent for long enough to be given up.
   *
   * @param bytes how many came
   * @param nanoseconds in what time
   */
  private void requirePace(long bytes, long nanoseconds) {
    double allowed = store.timeout().toNanos() + bytes * NANOSECONDS / LEAST_RATE;
    if (nanoseconds > allowed) {
      throw new RegistryException(
          RegistryFault.STORE_UNAVAILABLE,
          "%s of %s comes too slowly: %d bytes in %.0f s. Trying again goes on from there."
              .formatted(wanted.name(), version, bytes, nanoseconds / NANOSECONDS));
    }
  }

  private void requireIntact() throws IOException {
    if (!wanted.describes(file)) {
      Files.delete(file);
      throw new RegistryException(
          RegistryFault.CHECKSUM_MISMATCH,
          "%s of %s has not the SHA-256 that its manifest gives. Publish it as a new version."
              .formatted(wanted.name(), version));
    }
  }
}
