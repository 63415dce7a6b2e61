// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.perf.workload.SpeechClip;

/** Five seconds of speech from the bytes of a file to samples at 16 kHz. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.VECTORS)
public class CodecBenchmark {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private byte[] wav;
  private byte[] flac;
  private byte[] mp3;

  @Setup
  public void setUp() {
    wav = SpeechClip.wav(48_000);
    flac = SpeechClip.flac();
    mp3 = SpeechClip.mp3();
  }

  /** 16 bits at 48 kHz. */
  @Benchmark
  public Audio wav() {
    return AudioDecoder.decode(wav, LONGEST);
  }

  /** 16 bits at 48 kHz. */
  @Benchmark
  public Audio flac() {
    return AudioDecoder.decode(flac, LONGEST);
  }

  /** 64 kbit/s at 48 kHz. */
  @Benchmark
  public Audio mp3() {
    return AudioDecoder.decode(mp3, LONGEST);
  }
}
