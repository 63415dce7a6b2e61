// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.compare;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The whole JMH suite, in processes that are started as this one was. */
final class Suite {
  private Suite() {}

  static Collection<RunResult> run() {
    try {
      return new Runner(new OptionsBuilder().include("vn\\.nghe\\.perf\\.benchmark\\.").build())
          .run();
    } catch (RunnerException e) {
      throw new IllegalStateException("the JMH suite failed", e);
    }
  }
}
