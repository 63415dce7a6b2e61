// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * How much audio each caller has sent today and this month. A clip is counted, and the count is on
 * the disk, before work on it begins: whatever happens to the process, nothing that was worked on
 * is uncounted. A clip whose work then fails stays counted, since it took the work.
 */
public final class AudioUsage implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AudioUsage.class.getName());

  private static final int MILLISECONDS = 1000;
  private static final int MILLISECONDS_PER_MINUTE = 60 * MILLISECONDS;

  /** Entries after which the journal is summed up anew: about 4 MB. */
  private static final int MANY_ENTRIES = 100_000;

  private final InstantSource clock;
  private final Optional<UsageJournal> journal;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Map<LocalDate, Long>> used = new HashMap<>();
  private YearMonth month;
  private int appended;

  private AudioUsage(InstantSource clock, Optional<UsageJournal> journal) {
    this.clock = clock;
    this.journal = journal;
    this.month = YearMonth.from(today());
  }

  /** Counts that end with the process. */
  public static AudioUsage inMemory(InstantSource clock) {
    return new AudioUsage(clock, Optional.empty());
  }

  /**
   * Counts that go on where an earlier process left off.
   *
   * @param file where they are kept; made if it is missing
   * @throws IOException if it cannot be read or written, or another process counts in it
   */
  public static AudioUsage keptIn(Path file, InstantSource clock) throws IOException {
    UsageJournal journal = UsageJournal.open(file);
    try {
      AudioUsage usage = new AudioUsage(clock, Optional.of(journal));
      for (UsageJournal.Entry entry : journal.read()) {
        usage.add(entry);
      }
      usage.forgetOtherMonths();
      journal.rewrite(usage.entries());
      return usage;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /** Counts for one caller. */
  AudioMeter meter(String caller, Limits limits) {
    if (!limits.meterAudio()) {
      return AudioMeter.UNLIMITED;
    }
    return new AudioMeter() {
      @Override
      public void requireRest() {
        AudioUsage.this.requireRest(caller, limits);
      }

      @Override
      public void charge(double seconds) {
        AudioUsage.this.charge(caller, limits, seconds);
      }
    };
  }

  /**
   * Counts a clip.
   *
   * @param seconds how long it is
   * @throws RefusedException if the caller has less than that left
   * @throws UncheckedIOException if the disk does not take it; the clip is then not counted
   */
  private void charge(String caller, Limits limits, double seconds) {
    try {
      long written = append(caller, limits, (long) Math.ceil(seconds * MILLISECONDS));
      if (journal.isPresent()) {
        journal.get().sync(written);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot note how much audio was used", e);
    }
  }

  private long append(String caller, Limits limits, long milliseconds) throws IOException {
    lock.lock();
    try {
      turnMonth();
      requireRoom(caller, limits, milliseconds);
      UsageJournal.Entry entry = new UsageJournal.Entry(today(), caller, milliseconds);
      long written = journal.isPresent() ? journal.get().append(entry) : 0;
      add(entry);
      appended++;
      sumUpIfLong();
      return written;
    } finally {
      lock.unlock();
    }
  }

  private void sumUpIfLong() {
    if (journal.isPresent() && appended >= MANY_ENTRIES) {
      try {
        journal.get().rewrite(entries());
        appended = 0;
      } catch (IOException e) {
        // The long file says the same.
        LOG.log(System.Logger.Level.WARNING, "cannot compact the file of used audio", e);
      }
    }
  }

  private void requireRest(String caller, Limits limits) {
    lock.lock();
    try {
      turnMonth();
      requireRoom(caller, limits, 1);
    } finally {
      lock.unlock();
    }
  }

  private void requireRoom(String caller, Limits limits, long milliseconds) {
    LocalDate today = today();
    Map<LocalDate, Long> days = used.getOrDefault(caller, Map.of());
    require(
        limits.audioMinutesPerDay(),
        days.getOrDefault(today, 0L) + milliseconds,
        "day",
        today.plusDays(1));
    require(
        limits.audioMinutesPerMonth(),
        days.values().stream().mapToLong(Long::longValue).sum() + milliseconds,
        "month",
        today.withDayOfMonth(1).plusMonths(1));
  }

  private static void require(int minutes, long milliseconds, String span, LocalDate renewed) {
    if (minutes > 0 && milliseconds > (long) minutes * MILLISECONDS_PER_MINUTE) {
      throw RefusedException.of(
          ErrorCode.INSUFFICIENT_QUOTA,
          "This is more than what is left of the %d minutes of audio per %s; new ones come on %s."
              .formatted(minutes, span, renewed));
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private void add(UsageJournal.Entry entry) {
    used.computeIfAbsent(entry.caller(), _ -> new HashMap<>())
        .merge(entry.day(), entry.milliseconds(), Long::sum);
  }

  /** Sums the journal up when a month begins, or when it has grown long. */
  private void turnMonth() {
    YearMonth now = YearMonth.from(today());
    if (!now.equals(month)) {
      month = now;
      forgetOtherMonths();
      appended = MANY_ENTRIES;
    }
  }

  private void forgetOtherMonths() {
    used.values()
        .forEach(days -> days.keySet().removeIf(day -> !YearMonth.from(day).equals(month)));
    used.values().removeIf(Map::isEmpty);
  }

  private List<UsageJournal.Entry> entries() {
    List<UsageJournal.Entry> entries = new ArrayList<>();
    used.forEach(
        (caller, days) ->
            days.forEach((day, sum) -> entries.add(new UsageJournal.Entry(day, caller, sum))));
    return entries;
  }

  @Override
  public void close() throws IOException {
    if (journal.isPresent()) {
      journal.get().close();
    }
  }
}
