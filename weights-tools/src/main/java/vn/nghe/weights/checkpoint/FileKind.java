// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Kinds of files that hold tensors, by their first bytes; names and endings are not trusted. */
enum FileKind {
  ZIP,
  LEGACY,
  SAFETENSORS,
  SHARD_INDEX;

  /** Enough for the longest beginning below, which stands at byte 257. */
  private static final int BEGINNING = 512;

  /** {@code torch.save} before version 1.6: the pickle of 0x1950a86a20f9469cfc6c. */
  private static final String LEGACY_TORCH =
      "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.";

  /**
   * Tells the kind of a file.
   *
   * @throws CheckpointException if it cannot be read or is none of them; says what it is instead
   *     and how to come to one that can be read
   */
  static FileKind of(Path file) {
    byte[] bytes = beginning(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.startsWith("PK\u0003\u0004")) {
      return ZIP;
    }
    if (text.startsWith(LEGACY_TORCH)) {
      return LEGACY;
    }
    // The length of safetensors' header in 8 bytes, less than 4 GiB, and the header, an object.
    if (text.startsWith("\0\0\0\0", 4) && text.substring(8).stripLeading().startsWith("{")) {
      return SAFETENSORS;
    }
    if (text.stripLeading().startsWith("{")) {
      return SHARD_INDEX;
    }
    throw new CheckpointException(file, refusal(text));
  }

  private static String refusal(String beginning) {
    if (beginning.isEmpty()) {
      return "an empty file";
    }
    if (beginning.startsWith("version https://git-lfs")) {
      return "a pointer of Git LFS and not the file itself; `git lfs pull` fetches it";
    }
    if (beginning.startsWith("<")) {
      return "a web page; the download has failed";
    }
    if (beginning.startsWith("\u0080") || beginning.startsWith("ustar", 257)) {
      return "neither a zip archive of PyTorch nor safetensors; write it anew in Python with"
          + " torch.save(model.state_dict(), NEW_FILE)";
    }
    return "neither a zip archive of PyTorch (.bin, .pt, .ckpt) nor safetensors nor the index of"
        + " its shards";
  }

  private static byte[] beginning(Path file) {
    if (Files.isDirectory(file)) {
      throw new CheckpointException(file, "a folder; a file expected");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(BEGINNING);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(file, "no such file", e);
    } catch (IOException e) {
      throw new CheckpointException(file, "cannot be read: " + e.getMessage(), e);
    }
  }
}
