// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.observe;

import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;

/**
 * A line for every event. What others said, such as a store of models, comes into messages: it must
 * not begin a line of its own, which would look like an event, nor steer the terminal. Only the
 * stack trace of an exception has more lines, each indented.
 */
final class TextLines extends SimpleFormatter {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\u0085\\u2028\\u2029]");

  private static final Pattern CONTROL_IN_TRACE =
      Pattern.compile("[\\p{Cntrl}&&[^\\t\\r\\n]]|[\\u0085\\u2028\\u2029]");

  @Override
  public String formatMessage(LogRecord entry) {
    return escaped(CONTROL, super.formatMessage(entry));
  }

  @Override
  public String format(LogRecord entry) {
    String lines = escaped(CONTROL_IN_TRACE, super.format(entry)).stripTrailing();
    return lines.replaceAll("\\R", System.lineSeparator() + "\t") + System.lineSeparator();
  }

  private static String escaped(Pattern controls, String text) {
    return controls
        .matcher(text)
        .replaceAll(
            match ->
                switch (match.group().charAt(0)) {
                  case '\n' -> "\\\\n";
                  case '\r' -> "\\\\r";
                  case '\t' -> "\\\\t";
                  default -> "\\\\u%04x".formatted((int) match.group().charAt(0));
                });
  }
}
