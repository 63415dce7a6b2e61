// SPDX-License-Identifier: Apache-2.0
package vn.nghe.audio.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Files that a fuzzer starts from: the fixtures of a format, and inputs that once found a fault.
 */
final class FuzzSeeds {
  /** Mutations of longer files seldom hit what matters. */
  private static final long MOST_BYTES = 16_384;

  private FuzzSeeds() {}

  /** The seeds of a target, in the order of their names. */
  static List<Path> of(FuzzTarget target) {
    try (Stream<Path> fixtures = Files.list(folder("/audio"));
        Stream<Path> found = Files.walk(folder("/fuzz"))) {
      return Stream.concat(
              fixtures.filter(f -> target.takes(bytes(f)) && bytes(f).length <= MOST_BYTES),
              found.filter(f -> f.getParent().endsWith(target.name())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(String name) {
    URL url = Objects.requireNonNull(FuzzSeeds.class.getResource(name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
