// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.benchmark;

import java.nio.file.Path;
import java.util.Optional;
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
import vn.nghe.api.Decoding;
import vn.nghe.api.ModelFiles;
import vn.nghe.language.NgramModel;
import vn.nghe.model.Logits;
import vn.nghe.perf.workload.Pass;
import vn.nghe.perf.workload.SpeechClip;
import vn.nghe.recognise.LogitsDecoder;
import vn.nghe.transcript.Transcript;

/** From logits to text: the search with its language model, the alignment, the words. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = Jvm.VECTORS)
public class SearchBenchmark {
  /** A model folder with a language model. */
  @Param("models/nghe-base-vi")
  public String model;

  @Param({"5", "30"})
  public int seconds;

  @Param({"40", "100", "200"})
  public int beamWidth;

  private Logits logits;
  private LogitsDecoder decoder;
  private Decoding decoding;

  @Setup
  public void setUp() {
    Path folder = Path.of(model);
    try (Pass pass = new Pass(folder, seconds, 1)) {
      logits = pass.logits(SpeechClip.audio(seconds));
      NgramModel language = NgramModel.open(folder.resolve(ModelFiles.LANGUAGE_MODEL));
      decoder =
          new LogitsDecoder(
              pass.model().ctc().orElseThrow(),
              pass.model().description().language(),
              Optional.of(language));
    }
    decoding = Decoding.DEFAULT.withBeamWidth(beamWidth);
  }

  @Benchmark
  public Transcript search() {
    return decoder.decode(logits, seconds, decoding);
  }
}
