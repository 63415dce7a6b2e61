// SPDX-License-Identifier: Apache-2.0
package vn.nghe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the command {@code nghe} as a process of its own. */
final class NgheProcess {
  static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
  static final Path MODEL = PROJECT.resolve("models/nghe-base-vi");
  static final Path SPEECH = PROJECT.resolve("engine/src/test/resources/speech");

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  /**
   * The result of a process.
   *
   * @param messages standard error without Java's warning about the Vector API, which no option
   *     turns off
   */
  record Result(int exitCode, String data, String messages) {}

  private final List<String> command = new ArrayList<>();
  private final ProcessBuilder builder;

  private NgheProcess(List<String> javaOptions, List<String> arguments) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", CLASS_PATH, "vn.nghe.cli.Nghe"));
    command.addAll(arguments);
    builder = new ProcessBuilder(command);
  }

  static NgheProcess nghe(Object... arguments) {
    return new NgheProcess(
        List.of("--add-modules", "jdk.incubator.vector", "-Dnghe.model=" + MODEL),
        words(arguments));
  }

  /** As the launcher starts it if standard error is a terminal and standard output is not. */
  static NgheProcess watched(Object... arguments) {
    return new NgheProcess(
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-Dnghe.model=" + MODEL,
            "-Dvn.nghe.cli.stderr-is-terminal=true"),
        words(arguments));
  }

  /** Without the option that the Vector API needs. */
  static NgheProcess withoutVectorApi(Object... arguments) {
    return new NgheProcess(List.of("-Dnghe.model=" + MODEL), words(arguments));
  }

  NgheProcess with(Map<String, String> environment) {
    builder.environment().putAll(environment);
    return this;
  }

  NgheProcess in(Path folder) {
    builder.directory(folder.toFile());
    return this;
  }

  NgheProcess reading(Path standardInput) {
    builder.redirectInput(standardInput.toFile());
    return this;
  }

  /** Starts the process; its standard error is that of the test. */
  Process start() throws IOException {
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Runs the process to its end. */
  Result run() throws IOException, InterruptedException {
    return finish(builder.redirectError(talkFile()).start(), true);
  }

  /** Runs the process to its end with a closed standard output. */
  Result runUnread() throws IOException, InterruptedException {
    Process process = builder.redirectError(talkFile()).start();
    process.getInputStream().close();
    return finish(process, false);
  }

  private Result finish(Process process, boolean read) throws IOException, InterruptedException {
    String data = read ? new String(process.getInputStream().readAllBytes(), UTF_8) : "";
    int exitCode = process.waitFor();
    Path messages = builder.redirectError().file().toPath();
    String rest =
        Files.readString(messages)
            .replace("WARNING: Using incubator modules: jdk.incubator.vector\n", "");
    Files.delete(messages);
    return new Result(exitCode, data, rest);
  }

  private static File talkFile() throws IOException {
    return Files.createTempFile("nghe", ".stderr").toFile();
  }

  private static List<String> words(Object... arguments) {
    return List.of(arguments).stream().map(Object::toString).toList();
  }
}
