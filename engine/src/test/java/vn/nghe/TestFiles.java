// SPDX-License-Identifier: Apache-2.0
package vn.nghe;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where tests find what they read. */
public final class TestFiles {
  /** The clips that reference tensors exist for, by their names without ending. */
  public static final List<String> CLIPS =
      List.of("cv9-vi-26202343", "cv9-vi-23689547", "cv9-vi-24743774");

  private TestFiles() {}

  /** A file below the test resources. */
  public static Path resource(String name) {
    try {
      return Path.of(TestFiles.class.getResource("/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** A clip as WAV. */
  public static Path clip(String name) {
    return resource("speech/" + name + ".wav");
  }

  /** The model that the repository ships. */
  public static Path defaultModel() {
    return model("nghe-base-vi");
  }

  private static Path model(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path model = folder.resolve("models").resolve(name);
      if (Files.isDirectory(model)) {
        return model;
      }
    }
    throw new UncheckedIOException(new FileNotFoundException("models/" + name));
  }
}
