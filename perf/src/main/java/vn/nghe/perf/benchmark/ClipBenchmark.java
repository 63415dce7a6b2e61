// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import vn.nghe.Transcriber;
import vn.nghe.audio.input.AudioSource;
import vn.nghe.perf.workload.SpeechClip;
import vn.nghe.transcript.Transcript;

/** A clip from samples to text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.VECTORS)
public class ClipBenchmark {
  /** A model folder. */
  @Param("models/nghe-base-vi")
  public String model;

  @Param({"2", "5", "10", "30"})
  public int seconds;

  @Param({"1", "all"})
  public String threads;

  private Transcriber transcriber;
  private AudioSource clip;

  @Setup
  public void setUp() {
    transcriber = Transcriber.open(Path.of(model), Cores.count(threads));
    clip = AudioSource.of(SpeechClip.audio(seconds));
  }

  @TearDown
  public void tearDown() {
    transcriber.close();
  }

  /** Samples in, text out. */
  @Benchmark
  public Transcript transcribe() {
    return transcriber.transcribe(clip);
  }
}
