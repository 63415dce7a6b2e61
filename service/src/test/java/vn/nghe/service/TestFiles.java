// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Where tests find what they read: the model and the clips of the repository. */
final class TestFiles {
  /** Real sentences, shortest first. */
  static final List<String> CLIPS =
      List.of("cv9-vi-26202343.wav", "cv9-vi-23689547.mp3", "cv9-vi-24743774.mp3");

  private TestFiles() {}

  static Path model() {
    return inRepository("models/nghe-base-vi");
  }

  /** A model with random weights, which loads in no time. */
  static Path tinyModel() {
    return inRepository("engine/src/test/resources/models/random-tiny");
  }

  static Path clip(String name) {
    return inRepository("engine/src/test/resources/speech").resolve(name);
  }

  /** The bytes of the shortest clip. */
  static byte[] shortClip() {
    return bytes(clip(CLIPS.getFirst()));
  }

  /** Samples of 16 bits at 16 kHz. */
  static byte[] samples(String wav) {
    byte[] file = bytes(clip(wav));
    return Arrays.copyOfRange(file, Wav.HEADER, file.length);
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path inRepository(String path) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(path))) {
        return folder.resolve(path);
      }
    }
    throw new UncheckedIOException(new FileNotFoundException(path));
  }
}
