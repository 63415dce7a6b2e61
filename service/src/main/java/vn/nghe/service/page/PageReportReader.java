// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * Reads a report, and refuses whatever the contract does not name: all of it ends up in the log.
 */
final class PageReportReader {
  static final int MOST = 50;

  private static final Set<String> FIELDS = Set.of("name", "level", "at", "ms", "code", "page");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,63}");
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern PAGE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** The profile of ISO 8601 that browsers write, and nothing else that {@link Instant} reads. */
  private static final Pattern AT =
      Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

  private static final long DAY_MS = 86_400_000;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PageReportReader() {}

  /**
   * Reads a body.
   *
   * @throws RefusedException naming the field that breaks a rule
   */
  static List<ReportedEvent> read(byte[] body) {
    JsonNode report = parse(body);
    requireObject("report", report);
    refuseOthers("", report, Set.of("events"));
    JsonNode list = report.path("events");
    if (list.isMissingNode()) {
      throw missing("events");
    }
    if (!list.isArray()) {
      throw ofType("events", "a list");
    }
    if (list.isEmpty() || list.size() > MOST) {
      throw invalid("events", "hold 1 to " + MOST + " events");
    }
    List<ReportedEvent> events = new ArrayList<>();
    for (JsonNode event : list) {
      events.add(event("events[" + events.size() + "]", event));
    }
    return events;
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      // The parser's message quotes the body.
      throw RefusedException.of(
          ErrorCode.JSON_MALFORMED, "The request body is not one JSON document (RFC 8259).");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read memory", e);
    }
  }

  private static ReportedEvent event(String path, JsonNode event) {
    requireObject(path, event);
    refuseOthers(path + ".", event, FIELDS);
    return new ReportedEvent(
        text(path + ".name", event.path("name"), NAME),
        level(path + ".level", event.path("level")),
        time(path + ".at", event.path("at")),
        duration(path + ".ms", event.path("ms")),
        event.has("code")
            ? Optional.of(text(path + ".code", event.path("code"), CODE))
            : Optional.empty(),
        text(path + ".page", event.path("page"), PAGE));
  }

  private static ReportedEvent.Level level(String path, JsonNode value) {
    String word = string(path, value);
    for (ReportedEvent.Level level : ReportedEvent.Level.values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(word)) {
        return level;
      }
    }
    throw invalid(path, "be debug, info, warn or error");
  }

  private static String time(String path, JsonNode value) {
    String text = string(path, value);
    try {
      if (AT.matcher(text).matches()) {
        return Instant.parse(text).toString();
      }
    } catch (DateTimeParseException _) {
      // A 31st of February; refused like all that is no time.
    }
    throw invalid(path, "be a time such as 2026-01-31T12:00:00.000Z");
  }

  private static OptionalLong duration(String path, JsonNode value) {
    if (value.isMissingNode()) {
      return OptionalLong.empty();
    }
    if (!value.isNumber()) {
      throw ofType(path, "a whole number");
    }
    // JSON knows no whole numbers: JavaScript reads 1.0 and 1 as the same.
    double number = value.doubleValue();
    if (number < 0 || number > DAY_MS || number != Math.rint(number)) {
      throw invalid(path, "be a whole number from 0 to " + DAY_MS);
    }
    return OptionalLong.of((long) number);
  }

  private static String text(String path, JsonNode value, Pattern form) {
    String text = string(path, value);
    if (!form.matcher(text).matches()) {
      throw invalid(path, "match " + form.pattern());
    }
    return text;
  }

  private static String string(String path, JsonNode value) {
    if (value.isMissingNode()) {
      throw missing(path);
    }
    if (!value.isTextual()) {
      throw ofType(path, "text");
    }
    return value.textValue();
  }

  private static void requireObject(String path, JsonNode value) {
    if (!value.isObject()) {
      throw ofType(path, "an object");
    }
  }

  private static void refuseOthers(String prefix, JsonNode object, Set<String> known) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      if (!known.contains(names.next())) {
        String parent = prefix.isEmpty() ? "report" : prefix.substring(0, prefix.length() - 1);
        throw RefusedException.ofParameter(
            ErrorCode.UNKNOWN_PARAMETER,
            parent,
            "'"
                + parent
                + "' may hold "
                + String.join(", ", known.stream().sorted().toList())
                + " and nothing else.");
      }
    }
  }

  private static RefusedException missing(String path) {
    return RefusedException.ofParameter(
        ErrorCode.MISSING_REQUIRED_PARAMETER, path, "'" + path + "' is required.");
  }

  private static RefusedException ofType(String path, String type) {
    return RefusedException.ofParameter(
        ErrorCode.INVALID_TYPE, path, "'" + path + "' must be " + type + ".");
  }

  private static RefusedException invalid(String path, String rule) {
    return RefusedException.ofParameter(
        ErrorCode.INVALID_VALUE, path, "'" + path + "' must " + rule + ".");
  }
}
