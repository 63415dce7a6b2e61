// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The JMH suite, in processes with the options of this one, without ONNX Runtime, which the pairs
 * measure. Each of about 240 combinations gets half a second, not the five of {@code perf/run};
 * published figures come from the pairs.
 */
final class Suite {
  private static final TimeValue WARM_UP = TimeValue.milliseconds(300);
  private static final TimeValue ITERATION = TimeValue.milliseconds(100);

  private Suite() {}

  static Collection<RunResult> run() {
    return run("vn\\.nghe\\.perf\\.benchmark\\.(?!Onnx)", 1);
  }

  /**
   * Runs benchmarks.
   *
   * @param pattern a regular expression for their names
   * @param forks processes for each; 0 to run in this process
   */
  static Collection<RunResult> run(String pattern, int forks) {
    Options options =
        new OptionsBuilder()
            .include(pattern)
            .forks(forks)
            .warmupIterations(1)
            .warmupTime(WARM_UP)
            .measurementIterations(3)
            .measurementTime(ITERATION)
            .build();
    try {
      return new Runner(options).run();
    } catch (RunnerException e) {
      throw new IllegalStateException("the JMH suite failed", e);
    }
  }
}
