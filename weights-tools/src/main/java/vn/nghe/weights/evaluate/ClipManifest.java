// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The recordings of a test set, listed in a file of tab-separated values.
 *
 * <p>The first line names the columns. {@code path} (relative to the manifest's own folder, or
 * absolute) and {@code sentence} are required; others are ignored. Every further line has as many
 * fields as the first. There is no quoting or escaping. The text is UTF-8, with or without a byte
 * order mark; lines end in LF or CRLF.
 *
 * @param file the file it was read from
 * @param clips at least one, in the order of the file
 */
public record ClipManifest(Path file, List<Clip> clips) {
  public ClipManifest {
    Objects.requireNonNull(file, "file");
    clips = List.copyOf(clips);
    if (clips.isEmpty()) {
      throw new ManifestException(file, "lists no clips");
    }
  }

  /**
   * Reads a manifest. The recordings themselves are not opened.
   *
   * @throws ManifestException if the file cannot be read or breaks a rule above, or if a line's
   *     path is empty or its sentence has no letter or digit
   */
  public static ClipManifest read(Path file) {
    return new ClipManifest(file, ClipManifestReader.clips(file));
  }
}
