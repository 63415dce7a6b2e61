// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

class AudioUsageTest {
  private static final Limits MINUTE_A_DAY = new Limits(0, 0, 1, 0);
  private static final Limits TWO_A_MONTH = new Limits(0, 0, 1, 2);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-28T23:59:59Z"));
  private Path file;

  @BeforeEach
  void name(@TempDir Path folder) {
    file = folder.resolve("usage");
  }

  private AudioUsage open() throws IOException {
    return AudioUsage.keptIn(file, now::get);
  }

  private void setTime(String time) {
    now.set(Instant.parse(time));
  }

  private static void assertUsedUp(AudioMeter meter) {
    RefusedException e = assertThrows(RefusedException.class, meter::requireRest);
    assertEquals(ErrorCode.INSUFFICIENT_QUOTA, e.code());
  }

  @Test
  void aDayEndsAtMidnightAndAMonthWithItsLastDay() throws Exception {
    try (AudioUsage usage = open()) {
      AudioMeter meter = usage.meter("an", TWO_A_MONTH);
      meter.charge(60);
      assertUsedUp(meter);

      setTime("2026-11-29T00:00:00Z");
      meter.charge(60);
      setTime("2026-11-30T00:00:00Z");
      assertUsedUp(meter);

      setTime("2026-12-01T00:00:00Z");
      meter.charge(60);
    }
  }

  @Test
  void whatIsRefusedIsNotCounted() throws Exception {
    try (AudioUsage usage = open()) {
      AudioMeter meter = usage.meter("an", MINUTE_A_DAY);
      meter.charge(59);
      assertThrows(RefusedException.class, () -> meter.charge(1.001));
      meter.charge(1);
      assertUsedUp(meter);
    }
  }

  @Test
  void oneCallersAudioIsNotAnothers() throws Exception {
    try (AudioUsage usage = open()) {
      usage.meter("an", MINUTE_A_DAY).charge(60);
      usage.meter("binh", MINUTE_A_DAY).charge(60);
    }
    try (AudioUsage usage = open()) {
      assertUsedUp(usage.meter("an", MINUTE_A_DAY));
      usage.meter("chi", MINUTE_A_DAY).requireRest();
    }
  }

  @Test
  void aLineThatACrashToreIsDroppedAndTheRestStays() throws Exception {
    try (AudioUsage usage = open()) {
      usage.meter("an", MINUTE_A_DAY).charge(30);
    }
    Files.writeString(file, "2026-11-28 an 300", StandardOpenOption.APPEND);

    try (AudioUsage usage = open()) {
      AudioMeter meter = usage.meter("an", MINUTE_A_DAY);
      meter.charge(30);
      assertUsedUp(meter);
    }
    assertEquals(List.of("2026-11-28 an 30000", "2026-11-28 an 30000"), Files.readAllLines(file));
  }

  @Test
  void theFileIsSummedUpWhenItIsOpened() throws Exception {
    try (AudioUsage usage = open()) {
      AudioMeter meter = usage.meter("an", MINUTE_A_DAY);
      for (int i = 0; i < 10; i++) {
        meter.charge(0.0001);
      }
    }
    open().close();
    assertEquals(List.of("2026-11-28 an 10"), Files.readAllLines(file));

    setTime("2026-12-01T00:00:00Z");
    open().close();
    assertEquals(List.of("2026-11-28 an 10"), Files.readAllLines(file), "months are kept");
  }

  @Test
  void aClockThatLeapsAheadAndBackWipesNothing() throws Exception {
    try (AudioUsage usage = open()) {
      AudioMeter meter = usage.meter("an", TWO_A_MONTH);
      meter.charge(60);
      setTime("2026-11-29T00:00:00Z");
      meter.charge(60);
      assertUsedUp(meter);

      setTime("2031-01-01T00:00:00Z");
      meter.charge(60);
      assertEquals(1, usage.leaps(), "a second to the next day is none");
      setTime("2026-11-30T00:00:00Z");
      assertUsedUp(meter);
      assertEquals(1493, usage.daysBehind());
    }
    try (AudioUsage usage = open()) {
      assertUsedUp(usage.meter("an", TWO_A_MONTH));
    }
    assertEquals(
        List.of("2026-11-28 an 60000", "2026-11-29 an 60000", "2031-01-01 an 60000"),
        Files.readAllLines(file).stream().sorted().toList());
  }

  /** A machine without a battery starts in 1970. */
  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2026-10-31T23:59:59Z"})
  void aClockThatFallsBackToAnotherMonthIsNotFollowed(String time) throws Exception {
    try (AudioUsage usage = open()) {
      usage.meter("an", TWO_A_MONTH).charge(45);
    }
    setTime(time);
    try (AudioUsage usage = open()) {
      AudioMeter meter = usage.meter("an", TWO_A_MONTH);
      assertThrows(RefusedException.class, () -> meter.charge(16));
      meter.charge(15);
      assertUsedUp(meter);
      assertTrue(usage.daysBehind() > 0);
    }
    assertEquals(List.of("2026-11-28 an 45000", "2026-11-28 an 15000"), Files.readAllLines(file));
  }

  @Test
  void twoYearsOfMonthsAreKept() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      lines.append(LocalDate.of(2024, 1, 15).plusMonths(i)).append(" an 1\n");
    }
    Files.writeString(file, lines);

    open().close();

    List<String> kept = Files.readAllLines(file).stream().sorted().toList();
    assertEquals(24, kept.size());
    assertEquals("2024-07-15 an 1", kept.getFirst());
  }

  @Test
  void aLineThatIsNoEntryIsNamed() throws Exception {
    Files.writeString(file, "2026-11-28 an 1\nyesterday an 1\n");

    IOException e = assertThrows(IOException.class, this::open);
    assertTrue(e.getMessage().startsWith("line 2 "), e.getMessage());
    Files.writeString(file, "2026-11-28 an 1\n");
    open().close();
  }

  @Test
  void twoMayNotCountInOneFile() throws Exception {
    try (AudioUsage _ = open()) {
      IOException e = assertThrows(IOException.class, this::open);
      assertTrue(e.getMessage().contains("another"), e.getMessage());
    }
  }

  @Test
  void manyAtOnceAreAllCounted() throws Exception {
    Limits hour = new Limits(0, 0, 60, 0);
    try (AudioUsage usage = open()) {
      AudioMeter meter = usage.meter("an", hour);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        threads.add(Thread.ofVirtual().start(() -> meter.charge(60)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertUsedUp(meter);
    }
    try (AudioUsage usage = open()) {
      assertUsedUp(usage.meter("an", hour));
    }
  }

  /** Work past its deadline is interrupted, also while it is being counted. */
  @Test
  void anInterruptedCallerSpoilsTheFileForNobody() throws Exception {
    try (AudioUsage usage = open()) {
      AudioMeter meter = usage.meter("an", MINUTE_A_DAY);
      Thread.currentThread().interrupt();
      meter.charge(30);
      assertTrue(Thread.interrupted());
      meter.charge(30);
      assertUsedUp(meter);
    }
  }
}
