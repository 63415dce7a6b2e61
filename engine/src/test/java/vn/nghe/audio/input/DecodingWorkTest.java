// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.nghe.TestFiles;
import vn.nghe.audio.Audio;
import vn.nghe.audio.AudioException;
import vn.nghe.audio.AudioOptions;
import vn.nghe.audio.AudioReport;
import vn.nghe.audio.SampleSink;
import vn.nghe.audio.fixture.BitWriter;
import vn.nghe.audio.fixture.Bytes;
import vn.nghe.audio.fixture.Faults;
import vn.nghe.audio.fixture.Fixtures;
import vn.nghe.audio.flac.FlacBytes;
import vn.nghe.audio.flac.FlacSubframes;
import vn.nghe.audio.io.ByteReader;
import vn.nghe.audio.io.WorkMeter;
import vn.nghe.audio.pcm.SoundStream;

/** Decoding can be interrupted and goes on in steps, and no input makes work without end. */
final class DecodingWorkTest {
  /** Short beside the work of every fixture. */
  private static final int STEP = 1 << 12;

  private static final Duration HOUR = Duration.ofHours(1);

  /** All that can be decoded: foreign encoders' output of every codec in every container. */
  static Stream<String> recordings() throws IOException {
    try (Stream<Path> files = Files.list(TestFiles.resource("audio"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.matches(".*\\.(wav\\.wav|md|c|py)"))
          .filter(name -> !name.matches(".*\\.(\\w+)\\.wav"))
          .filter(DecodingWorkTest::isSound)
          .sorted()
          .toList()
          .stream();
    }
  }

  private static boolean isSound(String name) {
    try {
      AudioDecoder.decode(Fixtures.bytes(name), Faults.LIMIT);
      return true;
    } catch (AudioException e) {
      return false;
    }
  }

  @Test
  void everyKindOfRecordingIsTriedHere() throws IOException {
    List<Format> tried =
        recordings()
            .map(name -> Format.of(ByteReader.of(Fixtures.bytes(name))))
            .distinct()
            .toList();
    assertEquals(Format.values().length, tried.size(), tried.toString());
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void anInterruptEndsTheDecodingAtTheNextStep(String name) {
    Interrupted sink = new Interrupted();
    assertThrows(CancellationException.class, () -> decode(Fixtures.bytes(name), sink));
    assertTrue(Thread.interrupted(), "the thread stays interrupted");
    assertEquals(0, sink.after, "samples after the interrupt");
  }

  /** The allowance of real recordings is at least what any of them takes, without what is free. */
  @ParameterizedTest
  @MethodSource("recordings")
  void realRecordingsTakeLessThanTheirBytesAndSecondsAccountFor(String name) {
    byte[] file = Fixtures.bytes(name);
    long[] samples = {0};
    WorkMeter work = decode(file, (_, count) -> samples[0] += count);
    double seconds = (double) samples[0] / Audio.SAMPLE_RATE;
    double most = WorkMeter.PER_BYTE * file.length + WorkMeter.PER_SECOND * seconds;
    assertTrue(work.done() < most, work.done() + " units of " + most);
  }

  @ParameterizedTest
  @EnumSource
  void noInputTakesMoreThanItsBytesAndSecondsAccountFor(FuzzTarget target) {
    for (Path seed : FuzzSeeds.of(target)) {
      requireBounded(FuzzSeeds.bytes(seed));
    }
  }

  /** 46 bytes a frame give half a million samples each. */
  @Test
  void aSmallFileWithMuchSoundIsDecodedInSteps() {
    byte[] file = silence(40, false);
    Steps steps = new Steps();
    AudioReport report = AudioDecoder.stream(file, AudioOptions.upTo(HOUR), steps);
    assertEquals(40 * 65_535, report.samples());
    assertTrue(steps.count >= 20, steps.count + " steps");
    assertTrue(steps.most <= 2 * 65_535, steps.most + " samples without a step");
  }

  @Test
  void framesThatAreDecodedInVainCount() {
    byte[] file = silence(400, true);
    AudioException fault =
        assertThrows(
            AudioException.class, () -> AudioDecoder.decode(file, AudioOptions.upTo(HOUR)));
    assertEquals(AudioException.Reason.TOO_COSTLY, fault.reason(), fault.getMessage());
    requireBounded(file);
  }

  @Test
  void filtersThatAreDesignedInVainCount() {
    WorkMeter work = new WorkMeter(10_000, () -> {});
    SoundStream sound = new SoundStream(HOUR, false, work, (_, _) -> {});
    int rate = 44_101;
    AudioException.Reason reason = AudioException.Reason.EMPTY;
    while (reason == AudioException.Reason.EMPTY && rate < 44_200) {
      try {
        sound.start(rate++, 1);
        sound.accept(new float[1], 1);
      } catch (AudioException e) {
        reason = e.reason();
      }
    }
    assertEquals(AudioException.Reason.TOO_COSTLY, reason, "after " + (rate - 44_101) + " rates");
  }

  private static byte[] silence(int frames, boolean damaged) {
    FlacBytes flac = new FlacBytes(8, 16, 0);
    flac.frame(7, 65_535, out -> constant(out));
    byte[] one = flac.toByteArray();
    byte[] frame = Bytes.tail(one, 42);
    if (damaged) {
      frame[frame.length - 1] ^= 1;
    }
    byte[] file = one;
    for (int i = 1; i < frames; i++) {
      file = Bytes.join(file, frame);
    }
    return file;
  }

  private static void constant(BitWriter out) {
    for (int channel = 0; channel < 8; channel++) {
      FlacSubframes.constant(out, 0, 16);
    }
  }

  private static void requireBounded(byte[] file) {
    long[] samples = {0};
    WorkMeter work = new WorkMeter(file.length, STEP, () -> {});
    try {
      decode(file, work, (_, count) -> samples[0] += count);
    } catch (AudioException e) {
      // Refused, and cheaply.
    }
    double seconds = (double) samples[0] / Audio.SAMPLE_RATE;
    double most =
        WorkMeter.FREE + WorkMeter.PER_BYTE * file.length + WorkMeter.PER_SECOND * seconds;
    // No block of any codec is more work than this.
    assertTrue(work.done() < most + (1 << 21), work.done() + " units of " + most);
  }

  private static WorkMeter decode(byte[] file, SampleSink sink) {
    WorkMeter work = new WorkMeter(file.length, STEP, sink::working);
    decode(file, work, sink);
    return work;
  }

  private static void decode(byte[] file, WorkMeter work, SampleSink sink) {
    ByteReader in = ByteReader.of(file);
    in.count(work);
    SoundStream sound = new SoundStream(HOUR, false, work, sink);
    Format.of(in).decode(in, sound, OptionalInt.empty());
    sound.finish();
  }

  /** Interrupts its own thread at the second step. */
  private static final class Interrupted implements SampleSink {
    private int steps;
    private long after;

    @Override
    public void accept(float[] samples, int count) {
      after += steps < 2 ? 0 : count;
    }

    @Override
    public void working() {
      if (++steps == 2) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Counts steps, and the most samples between two. */
  private static final class Steps implements SampleSink {
    private int count;
    private long samples;
    private long most;

    @Override
    public void accept(float[] block, int length) {
      samples += length;
      most = Math.max(most, samples);
    }

    @Override
    public void working() {
      count++;
      samples = 0;
    }
  }
}
