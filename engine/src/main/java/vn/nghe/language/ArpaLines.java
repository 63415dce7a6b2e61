// SPDX-License-Identifier: Apache-2.0
package vn.nghe.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import vn.nghe.api.ModelException;

/** The lines of an ARPA file that are not empty, and what stands in them. */
final class ArpaLines {
  private static final double LN_10 = Math.log(10);

  private final Path file;
  private final BufferedReader reader;
  private long number;
  private String ahead = "";

  ArpaLines(Path file, BufferedReader reader) {
    this.file = file;
    this.reader = reader;
  }

  /** The next line, which stays the next. */
  String peek() throws IOException {
    while (ahead.isEmpty()) {
      String line = reader.readLine();
      number++;
      if (line == null) {
        throw fault("the file ends too early, or is neither ARPA text nor a binary language model");
      }
      ahead = line.strip();
    }
    return ahead;
  }

  String next() throws IOException {
    String line = peek();
    ahead = "";
    return line;
  }

  void expect(String wanted) throws IOException {
    if (!next().equals(wanted)) {
      throw fault("'" + wanted + "' expected");
    }
  }

  int natural(String text) {
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new ModelException(file, place() + "'" + text + "' is no number below 2^31", e);
    }
    throw fault("'" + text + "' is below zero");
  }

  /** A logarithm to base 10 as a natural one. */
  float logarithm(String text) {
    try {
      float value = (float) (Double.parseDouble(text) * LN_10);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new ModelException(file, place() + "'" + text + "' is no logarithm", e);
    }
    throw fault("'" + text + "' is no finite logarithm");
  }

  /** What to throw for something wrong with the line that came last. */
  ModelException fault(String message) {
    return new ModelException(file, place() + message);
  }

  private String place() {
    return "language model, line " + number + ": ";
  }
}
