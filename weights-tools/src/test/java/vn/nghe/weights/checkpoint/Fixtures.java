// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vn.nghe.weights.tensors.TensorSource;

/** Checkpoints that {@code make_fixtures.py} has written with several versions of PyTorch. */
public final class Fixtures {
  private static final List<String> VERSIONS = List.of("1.13.1", "2.3.1", "2.15.0");

  private Fixtures() {}

  /** The folder of every version. */
  public static Stream<Path> folders() {
    return VERSIONS.stream().map(Fixtures::folder);
  }

  /** The folder of the newest version, which has everything. */
  public static Path newest() {
    return folder(VERSIONS.getLast());
  }

  private static Path folder(String version) {
    try {
      return Path.of(Fixtures.class.getResource("torch-" + version).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All values of a tensor. */
  public static byte[] bytes(TensorSource tensor) {
    var bytes = new ByteArrayOutputStream();
    try {
      tensor.writeTo(Channels.newChannel(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
