// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.page;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What happened on a page. No field can hold a sentence: they go to the log.
 *
 * @param name what it was
 * @param level how grave
 * @param at when, in UTC and ISO 8601, by the clock of the browser
 * @param ms how long it took, in milliseconds
 * @param code what kind of fault it was
 * @param page which part of the page
 */
record ReportedEvent(
    String name, Level level, String at, OptionalLong ms, Optional<String> code, String page) {
  /** In the log durations are in nanoseconds, as its schema has it. */
  private static final long NANOS_PER_MS = 1_000_000;

  /** How grave an event is. */
  enum Level {
    DEBUG(System.Logger.Level.DEBUG),
    INFO(System.Logger.Level.INFO),
    WARN(System.Logger.Level.WARNING),
    ERROR(System.Logger.Level.ERROR);

    private final System.Logger.Level level;

    Level(System.Logger.Level level) {
      this.level = level;
    }

    System.Logger.Level ofLog() {
      return level;
    }
  }

  /** The fields for the log, by their names there. */
  Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("event.action", name);
    fields.put("event.created", at);
    fields.put("labels.page", page);
    ms.ifPresent(it -> fields.put("event.duration", Long.toString(NANOS_PER_MS * it)));
    code.ifPresent(it -> fields.put("error.code", it));
    return fields;
  }
}
