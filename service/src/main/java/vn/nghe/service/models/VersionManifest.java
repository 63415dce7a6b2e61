// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.models;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.nghe.service.files.Sha256;

/**
 * What a version consists of.
 *
 * @param files all of its files, each once
 */
public record VersionManifest(@JsonProperty(required = true) List<Entry> files) {
  /** The name of the manifest itself, which lists what is beside it. */
  public static final String FILE = "manifest.json";

  /** In bytes, of a file. No model has one of a terabyte, and sums of such sizes stay in range. */
  private static final long LARGEST_FILE = 1L << 40;

  /** No folder of a model has as many; bounds what a broken store can ask for. */
  private static final int MOST_FILES = 64;

  /**
   * One file.
   *
   * @param name of the file, without a folder
   * @param size in bytes
   * @param sha256 its SHA-256, as 64 hexadecimal digits in lower case
   */
  public record Entry(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) long size,
      @JsonProperty(required = true) String sha256) {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public Entry {
      ModelVersion.requireWord("file", name);
      if (name.equals(FILE)) {
        throw new IllegalArgumentException("a manifest cannot list itself");
      }
      if (size < 0 || size > LARGEST_FILE) {
        throw new IllegalArgumentException(name + " cannot have " + size + " bytes");
      }
      if (sha256 == null || !SHA_256.matcher(sha256).matches()) {
        throw new IllegalArgumentException(name + " has no SHA-256 of 64 hexadecimal digits");
      }
    }

    /**
     * Describes a file as it is now.
     *
     * @throws IOException if it cannot be read
     */
    public static Entry of(Path file) throws IOException {
      return new Entry(
          file.getFileName().toString(), Files.size(file), HexFormat.of().formatHex(hash(file)));
    }

    /**
     * Whether a file is what this describes.
     *
     * @throws IOException if it cannot be read
     */
    public boolean describes(Path file) throws IOException {
      return Files.isRegularFile(file)
          && Files.size(file) == size
          && HexFormat.of().formatHex(hash(file)).equals(sha256);
    }

    private static byte[] hash(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        return Sha256.of(in);
      }
    }
  }

  /**
   * Checks the files.
   *
   * @throws IllegalArgumentException if there are none, too many or two of one name
   */
  public VersionManifest {
    if (files == null || files.isEmpty() || files.size() > MOST_FILES) {
      throw new IllegalArgumentException("there must be 1 to " + MOST_FILES + " files");
    }
    files = List.copyOf(files);
    Set<String> names = new HashSet<>();
    for (Entry file : files) {
      if (!names.add(file.name())) {
        throw new IllegalArgumentException(file.name() + " is listed twice");
      }
    }
  }

  /** How many bytes all files have together. */
  @JsonIgnore
  public long totalSize() {
    return files.stream().mapToLong(Entry::size).sum();
  }
}
