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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vn.nghe.audio.Audio;
import vn.nghe.audio.input.AudioDecoder;
import vn.nghe.perf.workload.SpeechClip;

/** Five seconds of WAV at several rates; 16 kHz is the one that is not resampled. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.VECTORS)
public class ResamplingBenchmark {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  @Param({"16000", "8000", "22050", "44100", "48000"})
  public int sampleRate;

  private byte[] wav;

  @Setup
  public void setUp() {
    wav = SpeechClip.wav(sampleRate);
  }

  /** The bytes of a file in, samples at 16 kHz out. */
  @Benchmark
  public Audio decode() {
    return AudioDecoder.decode(wav, LONGEST);
  }
}
