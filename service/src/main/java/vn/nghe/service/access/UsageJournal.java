// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import vn.nghe.service.files.BoundedFile;
import vn.nghe.service.files.DurableFile;
import vn.nghe.service.files.ExclusiveLock;

/**
 * The file that remembers how much audio was taken: a line for every clip, {@code 2026-11-24 CALLER
 * MILLISECONDS}, appended and on the disk before the clip is worked on. Only the last line can be
 * torn by a crash; its clip was not accepted, so it is dropped.
 */
final class UsageJournal implements AutoCloseable {
  /** In bytes: over a million entries, while a file is summed up at a tenth of that. */
  private static final int LONGEST = 64 << 20;

  private final Path file;
  private final ExclusiveLock lock;
  private final ReentrantLock syncing = new ReentrantLock();

  /** No channel: a channel is closed by the interrupt that ends work past its deadline. */
  private RandomAccessFile log;

  private long synced;

  /** Where the last whole entry ends; what is behind it was torn by a disk that was full. */
  private long end;

  /** Where the last whole entry ends that was read. */
  private long readEnd;

  /** A clip, or several of a day together. */
  record Entry(LocalDate day, String caller, long milliseconds) {
    private String line() {
      return day + " " + caller + " " + milliseconds + "\n";
    }

    private static Entry parse(String line) {
      String[] fields = line.split(" ", -1);
      if (fields.length != 3) {
        throw new IllegalArgumentException("not three fields");
      }
      return new Entry(LocalDate.parse(fields[0]), fields[1], Long.parseLong(fields[2]));
    }
  }

  private UsageJournal(Path file, ExclusiveLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Takes the file for this process alone; it is made by the first {@link #rewrite}.
   *
   * @throws IOException if it cannot be, or another process has it
   */
  static UsageJournal open(Path file) throws IOException {
    return new UsageJournal(
        file,
        ExclusiveLock.attempt(file)
            .orElseThrow(
                () -> new IOException("another running service counts in it; give each its own")));
  }

  /**
   * Everything in the file; nothing where there is none.
   *
   * @throws IOException if it cannot be read, with the line that is no entry
   */
  List<Entry> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    readEnd = 0;
    String text = new String(BoundedFile.read(file, LONGEST), StandardCharsets.UTF_8);
    List<Entry> entries = new ArrayList<>();
    int begin = 0;
    for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', begin)) {
      try {
        entries.add(Entry.parse(text.substring(begin, feed)));
      } catch (DateTimeException | IllegalArgumentException e) {
        throw new IOException(
            "line "
                + (entries.size() + 1)
                + " is not a day, a caller and milliseconds; mend or remove it",
            e);
      }
      begin = feed + 1;
    }
    // Entries are ASCII, so characters are bytes.
    readEnd = begin;
    return entries;
  }

  /**
   * Replaces the whole file. Not to be called while others append.
   *
   * @throws IOException if it cannot; the file is then as it was
   */
  void rewrite(Collection<Entry> entries) throws IOException {
    StringBuilder text = new StringBuilder();
    entries.forEach(entry -> text.append(entry.line()));
    syncing.lock();
    try {
      DurableFile.replace(file, text.toString().getBytes(StandardCharsets.US_ASCII));
      closeLog();
      log = new RandomAccessFile(file.toFile(), "rw");
      end = log.length();
      synced = end;
    } finally {
      syncing.unlock();
    }
  }

  /**
   * Goes on with the file as it is, behind the entries that {@link #read} has found.
   *
   * @throws IOException if there is none, or it cannot be written
   */
  void resume() throws IOException {
    syncing.lock();
    try {
      closeLog();
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      log = new RandomAccessFile(file.toFile(), "rw");
      end = readEnd;
      synced = 0;
    } finally {
      syncing.unlock();
    }
  }

  /**
   * Appends one entry. Calls must follow one another.
   *
   * @return the length of the file with it, for {@link #sync}
   * @throws IOException if the disk does not take it; what it took is overwritten by the next
   */
  long append(Entry entry) throws IOException {
    byte[] line = entry.line().getBytes(StandardCharsets.US_ASCII);
    if (log.length() != end) {
      log.setLength(end);
    }
    log.seek(end);
    log.write(line);
    end += line.length;
    return end;
  }

  /**
   * Returns once the first {@code length} bytes are on the disk, or a rewritten file is. One write
   * serves all who wait.
   */
  void sync(long length) throws IOException {
    syncing.lock();
    try {
      if (synced < length) {
        long written = log.length();
        log.getFD().sync();
        synced = written;
      }
    } finally {
      syncing.unlock();
    }
  }

  private void closeLog() throws IOException {
    if (log != null) {
      log.close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      closeLog();
    } finally {
      lock.close();
    }
  }
}
