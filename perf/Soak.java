// SPDX-License-Identifier: Apache-2.0

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends hours of audio in rounds of ten minutes and looks after each at what the service holds: a
 * recording of five minutes and, beside it, short clips for as long; besides a client that leaves
 * in the middle of its transcript and a file that is no sound. A round begins when the one before
 * is answered, so that all are looked at in the same state.
 */
final class Soak {
  /** Seconds of a round, half of them in one recording. */
  private static final int ROUND = 600;

  /** By how much more memory may be held at the end than in the middle, where it is flat. */
  private static final double TOLERANCE = 1.05;

  private static final double MEBIBYTE = 1 << 20;
  private static final int HEADER = 44;
  private static final int BYTES_PER_SECOND = 32_000;
  private static final Pattern SECONDS = Pattern.compile("\"seconds\":([0-9.]+)");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String service;
  private final String process;
  private final byte[] clip;
  private final byte[] recording;

  /** What the process holds, in MiB and in numbers. */
  private record State(double resident, double heap, double threads, double files) {}

  private Soak(String service, String process, byte[] clip, byte[] recording) {
    this.service = service;
    this.process = process;
    this.clip = clip;
    this.recording = recording;
  }

  /**
   * Takes the service's address, its process, two clips, the second as WAV of 16 kHz, and hours.
   */
  public static void main(String[] arguments) throws Exception {
    byte[] clip = Files.readAllBytes(Path.of(arguments[2]));
    byte[] sound = Files.readAllBytes(Path.of(arguments[3]));
    double hours = Double.parseDouble(arguments[4]);
    Soak soak = new Soak(arguments[0], arguments[1], clip, repeated(sound, ROUND / 2));
    System.exit(soak.run((int) Math.ceil(hours * 3600 / ROUND)) ? 0 : 1);
  }

  private boolean run(int rounds) throws Exception {
    System.out.println("audio s  resident MiB  heap after GC MiB  threads  open files");
    List<State> states = new ArrayList<>();
    double heard = 0;
    for (int round = 0; round < rounds; round++) {
      heard += round(round % 2 == 1);
      State state = look();
      states.add(state);
      System.out.printf(
          "%7.0f  %12.0f  %17.1f  %7.0f  %10.0f%n",
          heard, state.resident(), state.heap(), state.threads(), state.files());
    }
    // Compiled code and the heap itself still grow in the first third.
    List<State> middle = states.subList(rounds / 3, 2 * rounds / 3);
    List<State> end = states.subList(2 * rounds / 3, rounds);
    return isFlat("resident", middle, end, State::resident)
        & isFlat("heap after GC", middle, end, State::heap);
  }

  private static boolean isFlat(
      String what, List<State> middle, List<State> end, ToDoubleFunction<State> figure) {
    double before = middle.stream().mapToDouble(figure).max().orElse(Double.NaN);
    double after = end.stream().mapToDouble(figure).max().orElse(Double.NaN);
    boolean flat = after <= TOLERANCE * before;
    System.out.printf(
        "%s: at most %.1f MiB in the last third, %.1f MiB in the one before: %s%n",
        what, after, before, flat ? "flat" : "GROWING");
    return flat;
  }

  /** The seconds of audio that were turned into text. */
  private double round(boolean streamed) throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Double> ofRecording = clients.submit(() -> transcribe(recording, streamed));
      Future<Double> ofClips =
          clients.submit(
              () -> {
                double heard = 0;
                while (heard < ROUND / 2) {
                  heard += transcribe(clip, streamed);
                }
                return heard;
              });
      clients.submit(this::leave).get();
      clients.submit(this::sendNoSound).get();
      return ofRecording.get() + ofClips.get();
    }
  }

  private double transcribe(byte[] audio, boolean streamed)
      throws IOException, InterruptedException {
    var answer = http.send(Upload.of(service, audio, streamed), BodyHandlers.ofString());
    Matcher seconds = SECONDS.matcher(answer.body());
    if (answer.statusCode() != 200 || !seconds.find()) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return Double.parseDouble(seconds.group(1));
  }

  /** Reads the first event of a long transcript and closes the connection. */
  private Void leave() throws IOException, InterruptedException {
    var answer = http.send(Upload.of(service, recording, true), BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      if (answer.statusCode() != 200 || !lines.readLine().startsWith("data: ")) {
        throw new IOException("no transcript to leave: " + answer.statusCode());
      }
    }
    return null;
  }

  private Void sendNoSound() throws IOException, InterruptedException {
    var answer = http.send(Upload.of(service, new byte[10_000], false), BodyHandlers.ofString());
    if (answer.statusCode() != 400) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return null;
  }

  /** What is resident is read first: collecting may give some of it back. */
  private State look() throws IOException, InterruptedException {
    double resident = residentMebibytes();
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process collect =
        new ProcessBuilder(jcmd.toString(), process, "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (collect.waitFor() != 0) {
      throw new IOException("jcmd cannot reach process " + process);
    }
    String figures =
        http.send(
                HttpRequest.newBuilder(URI.create(service + "/metrics")).build(),
                BodyHandlers.ofString())
            .body();
    return new State(
        resident,
        figure(figures, "jvm_memory_used_bytes{area=\"heap\"}") / MEBIBYTE,
        figure(figures, "jvm_threads_current"),
        figure(figures, "process_open_fds"));
  }

  private double residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", process, "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new IOException("process " + process + " has ended");
  }

  private static double figure(String metrics, String series) throws IOException {
    return metrics
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IOException("no series " + series));
  }

  /** A WAV file of 16 bits, mono, 16 kHz: the samples of another, again and again. */
  private static byte[] repeated(byte[] wav, int seconds) {
    int bytes = seconds * BYTES_PER_SECOND;
    ByteBuffer file = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put(wav, 0, HEADER);
    file.putInt(4, HEADER - 8 + bytes).putInt(HEADER - 4, bytes);
    while (file.hasRemaining()) {
      file.put(wav, HEADER, Math.min(file.remaining(), wav.length - HEADER));
    }
    return file.array();
  }
}
