// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the fuzzer calls, by the names that it looks for. {@code ci/fuzz} starts it. */
public final class AudioFuzzer {
  private static FuzzTarget target = FuzzTarget.WAV;

  private AudioFuzzer() {}

  /**
   * Chooses the format and lays out what the fuzzer starts from.
   *
   * @param arguments name of a {@link FuzzTarget}, and the folder for its seeds
   * @throws IOException if the seeds cannot be written
   */
  public static void fuzzerInitialize(String[] arguments) throws IOException {
    target = FuzzTarget.valueOf(arguments[0]);
    Path corpus = Files.createDirectories(Path.of(arguments[1]));
    for (Path seed : FuzzSeeds.of(target)) {
      Files.write(corpus.resolve(seed.getFileName().toString()), Files.readAllBytes(seed));
    }
  }

  /** Decodes one input. What this throws is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    target.attemptDecoder(input);
  }
}
