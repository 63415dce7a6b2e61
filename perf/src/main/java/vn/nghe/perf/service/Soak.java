// SPDX-License-Identifier: Apache-2.0
package vn.nghe.perf.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends hours of audio in rounds of ten minutes and reads the service's memory after each round. A
 * round is one recording of five minutes and, at the same time, short clips of the same total
 * length; one client that disconnects in the middle of its transcript; and one file that is not
 * audio. A round begins when the previous one is answered, so that every reading finds the service
 * idle.
 */
public final class Soak {
  /** Seconds of audio in a round, half of them in one recording. */
  private static final int ROUND = 600;

  /** The most by which memory may grow from the middle third of the run to the last one. */
  private static final double TOLERANCE = 1.05;

  /** The RIFF, fmt and data headers of a canonical WAV file, in bytes. */
  private static final int HEADER = 44;

  private static final int BYTES_PER_SECOND = 32_000;
  private static final Pattern SECONDS = Pattern.compile("\"seconds\":([0-9.]+)");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String service;
  private final long process;
  private final byte[] clip;
  private final byte[] recording;

  private Soak(String service, long process, byte[] clip, byte[] recording) {
    this.service = service;
    this.process = process;
    this.clip = clip;
    this.recording = recording;
  }

  /**
   * Measures, and exits with 0 if memory stays flat, else with 1.
   *
   * @param arguments the service's address and process id; a clip; a WAV file of 16 kHz, mono, 16
   *     bits, which is repeated to make the recording; and the hours of audio to send
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    // Figures with a decimal point, on every machine.
    Locale.setDefault(Locale.ROOT);
    byte[] clip = Files.readAllBytes(Path.of(arguments[2]));
    byte[] sound = Files.readAllBytes(Path.of(arguments[3]));
    double hours = Double.parseDouble(arguments[4]);
    long process = Long.parseLong(arguments[1]);
    Soak soak = new Soak(arguments[0], process, clip, repeated(sound, ROUND / 2));
    // Each third of the run, which are compared, needs a round.
    int rounds = Math.max(3, (int) Math.ceil(hours * 3600 / ROUND));
    System.exit(soak.run(rounds) ? 0 : 1);
  }

  private boolean run(int rounds) throws IOException, InterruptedException, ExecutionException {
    System.out.println("audio s  resident MiB  heap after GC MiB  threads  open files");
    List<ServiceState> states = new ArrayList<>();
    double heard = 0;
    for (int round = 0; round < rounds; round++) {
      heard += round(round % 2 == 1);
      ServiceState state = ServiceState.read(http, service, process);
      states.add(state);
      System.out.printf(
          "%7.0f  %12.0f  %17.1f  %7.0f  %10.0f%n",
          heard, state.resident(), state.heap(), state.threads(), state.files());
    }
    // In the first third compiled code and the heap still grow.
    List<ServiceState> middle = states.subList(rounds / 3, 2 * rounds / 3);
    List<ServiceState> end = states.subList(2 * rounds / 3, rounds);
    boolean resident = isFlat("resident", middle, end, ServiceState::resident);
    boolean heap = isFlat("heap after GC", middle, end, ServiceState::heap);
    return resident && heap;
  }

  private static boolean isFlat(
      String what,
      List<ServiceState> middle,
      List<ServiceState> end,
      ToDoubleFunction<ServiceState> figure) {
    double before = middle.stream().mapToDouble(figure).max().orElse(Double.NaN);
    double after = end.stream().mapToDouble(figure).max().orElse(Double.NaN);
    boolean flat = after <= TOLERANCE * before;
    System.out.printf(
        "%s: at most %.1f MiB in the last third, %.1f MiB in the one before: %s%n",
        what, after, before, flat ? "flat" : "GROWING");
    return flat;
  }

  /** Sends one round and returns the seconds of audio that were transcribed. */
  private double round(boolean streamed) throws InterruptedException, ExecutionException {
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
      clients.submit(this::disconnect).get();
      clients.submit(this::sendInvalidAudio).get();
      return ofRecording.get() + ofClips.get();
    }
  }

  private double transcribe(byte[] audio, boolean streamed)
      throws IOException, InterruptedException {
    var answer = http.send(UploadRequest.of(service, audio, streamed), BodyHandlers.ofString());
    Matcher seconds = SECONDS.matcher(answer.body());
    if (answer.statusCode() != 200 || !seconds.find()) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return Double.parseDouble(seconds.group(1));
  }

  /** Reads the first event of a long transcript and closes the connection. */
  private Void disconnect() throws IOException, InterruptedException {
    var answer =
        http.send(UploadRequest.of(service, recording, true), BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      if (answer.statusCode() != 200 || !lines.readLine().startsWith("data: ")) {
        throw new IOException("no transcript to disconnect from: " + answer.statusCode());
      }
    }
    return null;
  }

  private Void sendInvalidAudio() throws IOException, InterruptedException {
    var answer =
        http.send(UploadRequest.of(service, new byte[10_000], false), BodyHandlers.ofString());
    if (answer.statusCode() != 400) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return null;
  }

  /**
   * Makes a longer recording.
   *
   * @param wav a WAV file of 16 kHz, mono, 16 bits, with a header of 44 bytes
   * @param seconds the length of the result
   * @return a WAV file with the samples of {@code wav}, repeated and cut to the length
   */
  static byte[] repeated(byte[] wav, int seconds) {
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
