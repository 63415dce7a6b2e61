// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.nghe.audio.AudioOptions;
import vn.nghe.service.access.AudioMeter;
import vn.nghe.service.access.AudioUsage;
import vn.nghe.service.access.CallerLimits;
import vn.nghe.service.access.Limits;
import vn.nghe.service.access.Share;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/** Decoding takes turns, ends when nobody waits for it, and is charged as it goes. */
class DecodingTurnsTest {
  /** Two minutes of silence in 34 KB, which take some thousand steps. */
  private static final byte[] EXPENSIVE = bytes("/audio/silence-8-channels-384k.flac");

  /** 3.2 s of speech. */
  private static final byte[] SPEECH =
      bytes("/vn/nghe/service/inference/anh-ta-chang-di-dau-xa-ca.mp3");

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Whose turn it was, in order. */
  private final Queue<String> turns = new ConcurrentLinkedQueue<>();

  private InferencePool pool = new InferencePool(1, 8, Share.WHOLE, Duration.ofMinutes(5));

  @AfterEach
  void stopThreads() {
    threads.close();
    pool.close();
  }

  @Test
  void aShortClipWaitsForNoMoreTurnsOfExpensiveFilesThanItTakesItself() throws Exception {
    List<Future<Double>> files = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      files.add(decode("attacker", EXPENSIVE));
    }
    while (turns.size() < 3) {
      Thread.onSpinWait();
    }

    double seconds = decode("caller", SPEECH).get();

    files.forEach(file -> file.cancel(true));
    assertEquals(3.2, seconds, 0.1);
    List<String> all = List.copyOf(turns);
    List<String> meanwhile = all.subList(all.indexOf("caller"), all.lastIndexOf("caller") + 1);
    long own = meanwhile.stream().filter("caller"::equals).count();
    assertTrue(meanwhile.size() <= 2 * own, meanwhile.toString());
    while (pool.running() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void decodingEndsSoonAfterItsDeadline() {
    pool.close();
    pool = new InferencePool(1, 8, Share.WHOLE, Duration.ofMillis(1));

    RefusedException refusal =
        assertThrows(RefusedException.class, () -> run("caller", EXPENSIVE, AudioMeter.UNLIMITED));

    assertEquals(ErrorCode.DEADLINE_EXCEEDED, refusal.code());
    while (pool.running() > 0) {
      Thread.onSpinWait();
    }
    assertTrue(turns.size() < 100, turns.size() + " turns");
  }

  @Test
  void decodingEndsWhereTheQuotaDoes() {
    AudioMeter meter = meter(1);

    RefusedException refusal =
        assertThrows(RefusedException.class, () -> run("caller", EXPENSIVE, meter));

    assertEquals(ErrorCode.INSUFFICIENT_QUOTA, refusal.code());
    // The first minute was charged when it was decoded, and there is no second.
    assertThrows(RefusedException.class, meter::requireRest);
  }

  @Test
  void aFileThatSaysItselfThatItIsMoreThanTheQuotaCostsNothing() throws Exception {
    byte[] counted = EXPENSIVE.clone();
    // The low 32 bits of STREAMINFO's count of samples (RFC 9639 section 8.2): 120 s of 384 kHz.
    int samples = 120 * 384_000;
    for (int i = 0; i < 4; i++) {
      counted[4 + 4 + 14 + i] = (byte) (samples >> (24 - 8 * i));
    }
    AudioMeter meter = meter(1);

    RefusedException refusal =
        assertThrows(RefusedException.class, () -> run("caller", counted, meter));

    assertEquals(ErrorCode.INSUFFICIENT_QUOTA, refusal.code());
    assertEquals(List.of(), List.copyOf(turns));
    meter.requireRest(59);
    run("caller", SPEECH, meter);
    assertThrows(RefusedException.class, () -> meter.requireRest(59));
  }

  private static AudioMeter meter(int minutes) {
    return new CallerLimits(AudioUsage.inMemory(InstantSource.system()))
        .admit("caller", new Limits(0, 0, minutes, 0))
        .meter();
  }

  private Future<Double> decode(String caller, byte[] file) {
    return threads.submit(() -> run(caller, file, AudioMeter.UNLIMITED));
  }

  /** Decodes in the pool and tells how long the sound is, in seconds. */
  private double run(String caller, byte[] file, AudioMeter meter) throws InterruptedException {
    return pool.run(
        caller,
        turn -> {
          ClipSound sound = new ClipSound(file, AudioOptions.DEFAULT, meter, noting(caller, turn));
          sound.decode();
          turns.add(caller);
          return sound.seconds();
        });
  }

  private Turn noting(String caller, Turn turn) {
    return new Turn() {
      @Override
      public boolean next() {
        turns.add(caller);
        return turn.next();
      }

      @Override
      public Duration worked() {
        return turn.worked();
      }
    };
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = DecodingTurnsTest.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
