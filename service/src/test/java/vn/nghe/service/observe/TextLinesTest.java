// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class TextLinesTest {
  private static final String FORGED =
      "no\n2026-12-01T00:00:00.000Z INFO vn.nghe all is well\u001b[2J";

  @Test
  void aMessageIsOneLineWhateverItQuotes() {
    LogRecord entry = new LogRecord(Level.WARNING, "the store said {0}");
    entry.setParameters(new Object[] {FORGED + "\r\u0085\u2028"});

    String line = new TextLines().format(entry);

    String text = line.stripTrailing();
    assertTrue(
        text.endsWith(
            "no\\n2026-12-01T00:00:00.000Z INFO vn.nghe all is well\\u001b[2J\\r\\u0085\\u2028"),
        text);
    assertFalse(line.lines().anyMatch(it -> it.startsWith("2026-12-01")), line);
  }

  @Test
  void linesOfAnExceptionAreIndented() {
    LogRecord entry = new LogRecord(Level.SEVERE, "request failed");
    entry.setThrown(new IllegalStateException(FORGED));

    List<String> lines = new TextLines().format(entry).lines().toList();

    int message = 0;
    while (!lines.get(message).contains("request failed")) {
      message++;
    }
    assertTrue(lines.size() > message + 2);
    for (String line : lines.subList(message + 1, lines.size())) {
      assertTrue(line.startsWith("\t"), line);
      assertFalse(line.contains("\u001b"), line);
    }
  }
}
