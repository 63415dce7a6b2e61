// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * How much audio each caller has sent today and this month. Sound is counted as it is decoded, and
 * the count is on the disk before it is recognised: whatever happens to the process, nothing that
 * was recognised is uncounted. A clip whose work then fails stays counted, since it took the work.
 */
public final class AudioUsage implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AudioUsage.class.getName());

  /** A disk is not freed within seconds. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  private static final int MILLISECONDS = 1000;
  private static final int MILLISECONDS_PER_MINUTE = 60 * MILLISECONDS;

  /** Entries after which the journal is summed up anew: about 4 MB. */
  private static final int MANY_ENTRIES = 100_000;

  /**
   * Months that are kept, of those in which anything was counted. More than the current one: a
   * clock that leaps ahead and is set right later must not have wiped it.
   */
  private static final int MONTHS = 24;

  private final UsageCalendar calendar;
  private final Optional<UsageJournal> journal;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Map<LocalDate, Long>> used = new HashMap<>();
  private int appended;

  private AudioUsage(UsageCalendar calendar, Optional<UsageJournal> journal) {
    this.calendar = calendar;
    this.journal = journal;
  }

  /** Counts that end with the process. */
  public static AudioUsage inMemory(InstantSource clock) {
    return new AudioUsage(new UsageCalendar(clock, System::nanoTime), Optional.empty());
  }

  /**
   * Counts that go on where an earlier process left off.
   *
   * @param file where they are kept; made if it is missing
   * @throws IOException if it cannot be read or written, or another process counts in it
   */
  public static AudioUsage keptIn(Path file, InstantSource clock) throws IOException {
    return keptIn(file, new UsageCalendar(clock, System::nanoTime));
  }

  static AudioUsage keptIn(Path file, UsageCalendar calendar) throws IOException {
    UsageJournal journal = UsageJournal.open(file);
    try {
      AudioUsage usage = new AudioUsage(calendar, Optional.of(journal));
      for (UsageJournal.Entry entry : journal.read()) {
        usage.add(entry);
      }
      usage.forgetOldMonths();
      usage.begin(journal);
      return usage;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /** A full disk must not keep the service from starting: the file says the same as it is. */
  private void begin(UsageJournal opened) throws IOException {
    try {
      opened.rewrite(entries());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot compact the file of used audio", e);
      opened.resume();
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
        AudioUsage.this.requireRest(caller, limits, 1);
      }

      @Override
      public void requireRest(double seconds) {
        AudioUsage.this.requireRest(caller, limits, milliseconds(seconds));
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
   * @throws RefusedException if the caller has less than that left, or the disk does not take it
   */
  private void charge(String caller, Limits limits, double seconds) {
    try {
      long written = append(caller, limits, milliseconds(seconds));
      if (journal.isPresent()) {
        journal.get().sync(written);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "used audio cannot be recorded: {0}", e.toString());
      throw RefusedException.of(
              ErrorCode.STORAGE_UNAVAILABLE,
              "Used audio cannot be recorded now, so none is taken. Try again later.")
          .withRetryAfter(RETRY);
    }
  }

  private long append(String caller, Limits limits, long milliseconds) throws IOException {
    lock.lock();
    try {
      LocalDate today = calendar.today();
      requireRoom(caller, limits, today, milliseconds);
      UsageJournal.Entry entry = new UsageJournal.Entry(today, caller, milliseconds);
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
        forgetOldMonths();
        journal.get().rewrite(entries());
        appended = 0;
      } catch (IOException e) {
        // The long file says the same.
        LOG.log(System.Logger.Level.WARNING, "cannot compact the file of used audio", e);
      }
    }
  }

  private void requireRest(String caller, Limits limits, long milliseconds) {
    lock.lock();
    try {
      requireRoom(caller, limits, calendar.today(), milliseconds);
    } finally {
      lock.unlock();
    }
  }

  private void requireRoom(String caller, Limits limits, LocalDate today, long milliseconds) {
    Map<LocalDate, Long> days = used.getOrDefault(caller, Map.of());
    require(
        limits.audioMinutesPerDay(),
        days.getOrDefault(today, 0L) + milliseconds,
        "day",
        today.plusDays(1));
    require(
        limits.audioMinutesPerMonth(),
        sumOf(YearMonth.from(today), days) + milliseconds,
        "month",
        today.withDayOfMonth(1).plusMonths(1));
  }

  private static long sumOf(YearMonth month, Map<LocalDate, Long> days) {
    return days.entrySet().stream()
        .filter(entry -> YearMonth.from(entry.getKey()).equals(month))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static void require(int minutes, long milliseconds, String span, LocalDate renewed) {
    if (minutes > 0 && milliseconds > (long) minutes * MILLISECONDS_PER_MINUTE) {
      throw RefusedException.of(
          ErrorCode.INSUFFICIENT_QUOTA,
          "This is more than what is left of the %d minutes of audio per %s; new ones come on %s."
              .formatted(minutes, span, renewed));
    }
  }

  private static long milliseconds(double seconds) {
    return (long) Math.ceil(seconds * MILLISECONDS);
  }

  private void add(UsageJournal.Entry entry) {
    calendar.count(entry.day());
    used.computeIfAbsent(entry.caller(), _ -> new HashMap<>())
        .merge(entry.day(), entry.milliseconds(), Long::sum);
  }

  /** Which months are old depends on what was counted, and not on the clock. */
  private void forgetOldMonths() {
    Set<YearMonth> kept =
        used.values().stream()
            .flatMap(days -> days.keySet().stream())
            .map(YearMonth::from)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .limit(MONTHS)
            .collect(Collectors.toSet());
    used.values()
        .forEach(days -> days.keySet().removeIf(day -> !kept.contains(YearMonth.from(day))));
    used.values().removeIf(Map::isEmpty);
  }

  private List<UsageJournal.Entry> entries() {
    List<UsageJournal.Entry> entries = new ArrayList<>();
    used.forEach(
        (caller, days) ->
            days.forEach((day, sum) -> entries.add(new UsageJournal.Entry(day, caller, sum))));
    return entries;
  }

  /** How many days the clock is behind the newest day that was counted; normally zero. */
  long daysBehind() {
    return locked(calendar::daysBehind);
  }

  /** How often the clock leapt. */
  long leaps() {
    return locked(calendar::leaps);
  }

  private long locked(LongSupplier figure) {
    lock.lock();
    try {
      return figure.getAsLong();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    if (journal.isPresent()) {
      journal.get().close();
    }
  }
}
