// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf;

import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import vn.nghe.Transcriber;
import vn.nghe.audio.Audio;
import vn.nghe.transcript.Transcript;

/** A clip from samples to text, as a user waits for it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ClipBenchmark {
  @Param({"2", "5", "10", "30"})
  public int seconds;

  @Param({"1", "2"})
  public int threads;

  /** A model folder. */
  @Param("models/nghe-base-vi")
  public String model;

  /** Speech that is repeated or cut to the length in question. */
  @Param("samples/anh-ta-chang-di-dau-xa-ca.mp3")
  public String speech;

  private Transcriber transcriber;
  private Audio clip;

  /** Loads the model and prepares the clip. */
  @Setup
  public void setUp() {
    transcriber = Transcriber.open(Path.of(model), threads);
    Audio original = Audio.decode(Path.of(speech), Duration.ofMinutes(1));
    float[] samples = new float[seconds * Audio.SAMPLE_RATE];
    for (int at = 0; at < samples.length; at += original.length()) {
      original.copyTo(0, samples, at, Math.min(original.length(), samples.length - at));
    }
    clip = Audio.ofSamples(samples);
  }

  /** Frees the model. */
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
