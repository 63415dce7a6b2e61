// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service in a JVM of its own, with the default model unless told otherwise. */
final class ServiceProcess implements AutoCloseable {
  private static final Pattern ANSWERS = Pattern.compile("answers on ([^\\s\"]+)");

  private final Process process;
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<URI> uri = new CompletableFuture<>();
  private final Thread reader;

  private ServiceProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** Starts with these system properties, such as {@code -Dserver.port=0}. */
  static ServiceProcess start(String... properties) throws IOException {
    return new ServiceProcess(
        new ProcessBuilder(command(properties)).redirectErrorStream(true).start());
  }

  /** The same, with so many file descriptors and no more. */
  static ServiceProcess startWithin(int descriptors, String... properties) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("bash", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", "bash"));
    command.addAll(command(properties));
    return new ServiceProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Starts where no file may be larger than so many blocks of 512 bytes. */
  static ServiceProcess startWithFilesOf(int blocks, String... properties) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -S -f " + blocks + "; exec \"$@\"", "sh"));
    command.addAll(command(properties));
    return new ServiceProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Lets files be of any size from now on. */
  void liftLimitOnFiles() throws IOException, InterruptedException {
    Process prlimit =
        new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=unlimited:")
            .inheritIO()
            .start();
    if (prlimit.waitFor() != 0) {
      throw new IOException("prlimit failed");
    }
  }

  private static List<String> command(String... properties) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Xmx512m"));
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dnghe.model=" + TestFiles.model());
    command.addAll(List.of(properties));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return command;
  }

  long pid() {
    return process.pid();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        Matcher matcher = ANSWERS.matcher(line);
        if (matcher.find()) {
          uri.complete(URI.create(matcher.group(1)));
        }
      }
    } catch (IOException e) {
      output.add(e.toString());
    }
    uri.completeExceptionally(new IllegalStateException("ended without a word: " + output()));
  }

  /** Waits until the service says where it answers. */
  URI awaitReady() throws InterruptedException, ExecutionException {
    return uri.get();
  }

  /** Sends SIGTERM, and unlike {@link Process#destroy()} goes on to read what is printed. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    awaitExit();
  }

  int awaitExit() throws InterruptedException {
    int status = process.waitFor();
    reader.join();
    return status;
  }

  /** Everything printed so far. */
  String output() {
    return String.join("\n", output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
