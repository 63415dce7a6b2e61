// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.nghe.api.ModelException;

/**
 * Reads typed fields and names the one at fault.
 *
 * @param place what stands before the name of a field in errors
 */
record ConfigFields(Path file, String place, Map<String, Object> values) {
  /** The largest number of anything in a model. */
  static final int MOST = 1 << 20;

  /** The exception that names a field, with what it holds and what it should. */
  ModelException wrong(String field, String expected) {
    Object found = values.getOrDefault(field, "nothing");
    return new ModelException(file, "field " + place + field + ": " + found + " " + expected);
  }

  /** An object that may be absent but holds nothing else than {@code known} fields. */
  Optional<ConfigFields> object(String field, String... known) {
    if (!values.containsKey(field)) {
      return Optional.empty();
    }
    if (!(values.get(field) instanceof Map<?, ?> map)) {
      throw wrong(field, "must be an object");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((name, value) -> object.put((String) name, value));
    ConfigFields fields = new ConfigFields(file, place + field + ".", object);
    for (String name : object.keySet()) {
      if (!Set.of(known).contains(name)) {
        throw fields.wrong(name, "is not known here; there may be " + String.join(", ", known));
      }
    }
    return Optional.of(fields);
  }

  String text(String field) {
    if (values.get(field) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(field, "must be a text");
  }

  /** A text that may be absent, or empty. */
  Optional<String> optionalText(String field) {
    if (!values.containsKey(field)) {
      return Optional.empty();
    }
    if (values.get(field) instanceof String text) {
      return Optional.of(text);
    }
    throw wrong(field, "must be a text");
  }

  void requireText(String field, String expected) {
    if (!expected.equals(values.get(field))) {
      throw wrong(field, "must be \"" + expected + "\", the only one supported");
    }
  }

  int whole(String field, int least, int most) {
    if (values.get(field) instanceof Long number && number >= least && number <= most) {
      return number.intValue();
    }
    throw wrong(field, "must be a whole number from " + least + " to " + most);
  }

  /** A list that may be absent. */
  List<Integer> wholes(String field, int most) {
    if (!values.containsKey(field)) {
      return List.of();
    }
    if (!(values.get(field) instanceof List<?> list)
        || !list.stream().allMatch(e -> e instanceof Long n && n >= 0 && n <= most)) {
      throw wrong(field, "must be a list of whole numbers from 0 to " + most);
    }
    return list.stream().map(element -> Math.toIntExact((Long) element)).toList();
  }

  /** A list of pairs of whole numbers that may be absent. */
  List<List<Integer>> pairs(String field, int mostFirst, int mostSecond) {
    Object value = values.getOrDefault(field, List.of());
    if (!(value instanceof List<?> list)
        || !list.stream().allMatch(pair -> isPair(pair, mostFirst, mostSecond))) {
      throw wrong(
          field, "must be a list of pairs from [0, 0] to [" + mostFirst + ", " + mostSecond + "]");
    }
    return list.stream()
        .map(pair -> ((List<?>) pair).stream().map(n -> Math.toIntExact((Long) n)).toList())
        .toList();
  }

  private static boolean isPair(Object value, int mostFirst, int mostSecond) {
    return value instanceof List<?> pair
        && pair.size() == 2
        && pair.get(0) instanceof Long first
        && pair.get(1) instanceof Long second
        && first >= 0
        && first <= mostFirst
        && second >= 0
        && second <= mostSecond;
  }

  int multiple(String field, int step) {
    int number = whole(field, step, MOST);
    if (number % step != 0) {
      throw wrong(field, "must be a multiple of " + step);
    }
    return number;
  }

  double number(String field, double least, double most) {
    if (values.get(field) instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.doubleValue();
    }
    throw wrong(field, "must be a number from " + least + " to " + most);
  }
}
