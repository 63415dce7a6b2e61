// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.inference;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Files that are commonly uploaded in place of a recording by mistake, each by how it begins. */
enum WrongFile {
  LFS_POINTER(
      "version https://git-lfs.github.com/spec/",
      "The file is a pointer of Git LFS, not the recording itself. Fetch it with git lfs pull."),
  HTML(
      "<!doctype html",
      "The file is a web page, not a recording. Was it saved from an address that answered with an"
          + " error or a login?"),
  HTML_WITHOUT_TYPE("<html", HTML.message),
  JSON("{\"", "The file is JSON, not a recording. Was it saved from an answer with an error?");

  /** Longer than every beginning. */
  private static final int HEAD = 64;

  private final String beginning;
  private final String message;

  WrongFile(String beginning, String message) {
    this.beginning = beginning;
    this.message = message;
  }

  /** What to tell the client of a file, if it is one of these. */
  static Optional<String> messageFor(byte[] file) {
    String head =
        new String(file, 0, Math.min(HEAD, file.length), StandardCharsets.ISO_8859_1)
            .stripLeading();
    return Arrays.stream(values())
        .filter(wrong -> head.regionMatches(true, 0, wrong.beginning, 0, wrong.beginning.length()))
        .findFirst()
        .map(wrong -> wrong.message);
  }
}
