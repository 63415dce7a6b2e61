// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.nghe.api.ModelFiles;

/**
 * The file {@code SHA256SUMS} of a model folder: one line for each file that the engine reads, in
 * the format of {@code sha256sum}, so that {@code sha256sum -c SHA256SUMS} checks it, too.
 */
public final class Checksums {
  /** The name of the file. */
  public static final String FILE = "SHA256SUMS";

  private static final List<String> COVERED =
      List.of(
          ModelFiles.CONFIG,
          ModelFiles.LANGUAGE_MODEL_ARPA,
          ModelFiles.LANGUAGE_MODEL,
          ModelFiles.WEIGHTS,
          ModelFiles.TOKENS,
          ModelFiles.VOCABULARY);

  /** In bytes; a folder has about ten files. */
  private static final long LONGEST = 1 << 20;

  /** A star in place of the second space marks binary mode, which makes no difference. */
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

  private Checksums() {}

  /**
   * Writes the file.
   *
   * @return the number of files that it covers
   * @throws IOException if one of them cannot be read, or the file cannot be written
   */
  public static int write(Path folder) throws IOException {
    var lines = new StringBuilder();
    List<Path> files = covered(folder);
    for (Path file : files) {
      lines.append(of(file)).append("  ").append(file.getFileName()).append('\n');
    }
    Files.writeString(folder.resolve(FILE), lines);
    return files.size();
  }

  private static List<Path> covered(Path folder) {
    return COVERED.stream().map(folder::resolve).filter(Files::isRegularFile).toList();
  }

  /** Checks every line of the file, and that no file of the model is missing in it. */
  static void check(Path folder, VerificationFindings findings) {
    Path sums = folder.resolve(FILE);
    Map<String, String> expected;
    try {
      expected = read(sums, findings);
    } catch (IOException unreadable) {
      findings.wrong(
          sums,
          Files.exists(sums)
              ? "cannot be read: " + unreadable
              : "missing; `nghe weights verify --write-checksums` writes it for files that are"
                  + " known to be right");
      return;
    }
    expected.forEach((name, sum) -> compare(folder.resolve(name), sum, findings));
    for (Path file : covered(folder)) {
      if (!expected.containsKey(file.getFileName().toString())) {
        findings.wrong(sums, "has no line for " + file.getFileName());
      }
    }
    findings.checked(FILE, expected.size() + " files");
  }

  private static Map<String, String> read(Path sums, VerificationFindings findings)
      throws IOException {
    Map<String, String> expected = new TreeMap<>();
    if (Files.size(sums) > LONGEST) {
      findings.wrong(sums, "has more than the " + LONGEST + " bytes that such a file may have");
      return Map.of();
    }
    List<String> lines = Files.readAllLines(sums);
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = LINE.matcher(lines.get(i));
      // A name with a separator could refer to a file outside the folder.
      if (line.matches() && !line.group(2).matches(".*[/\\\\\0].*|\\.\\.?")) {
        expected.put(line.group(2), line.group(1));
      } else {
        findings.wrong(
            sums,
            "line " + (i + 1) + ": expected 64 hexadecimal digits, two spaces and a file name");
      }
    }
    return expected;
  }

  private static void compare(Path file, String expected, VerificationFindings findings) {
    try {
      String found = of(file);
      if (!found.equals(expected)) {
        findings.wrong(file, "SHA-256 is " + found + ", " + FILE + " says " + expected);
      }
    } catch (IOException unreadable) {
      findings.wrong(
          file, Files.exists(file) ? "cannot be read: " + unreadable : "missing, named in " + FILE);
    }
  }

  /**
   * The SHA-256 of a file, in hexadecimal digits.
   *
   * @throws IOException if it cannot be read
   */
  public static String of(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A digest for SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
