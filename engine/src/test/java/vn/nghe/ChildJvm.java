// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class of the test class path in a process of its own, for what flags decide. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * How a process ended.
   *
   * @param exitCode 0 when all went well
   * @param out what it wrote to standard output
   */
  public record Result(int exitCode, String out) {}

  /** Runs {@code main} to its end with the same Java and class path as this process. */
  public static Result run(List<String> flags, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out);
  }
}
