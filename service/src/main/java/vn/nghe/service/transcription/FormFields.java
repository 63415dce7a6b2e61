// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.transcription;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;
import vn.nghe.service.upload.FieldNames;
import vn.nghe.service.upload.Part;

/**
 * The parts of a form by parameter, each asked for by the type it must have. A field with empty
 * text is one that was left out: forms of browsers and of many clients send all their fields.
 */
final class FormFields {
  private final Map<String, List<Part>> parts = new LinkedHashMap<>();
  private final Set<String> empty = new LinkedHashSet<>();

  FormFields(List<Part> all) {
    for (Part part : all) {
      if (part instanceof Part.Text text && text.value().isBlank()) {
        empty.add(FieldNames.base(part.name()));
        continue;
      }
      parts.computeIfAbsent(FieldNames.base(part.name()), _ -> new ArrayList<>()).add(part);
    }
  }

  /** The parameters that were sent, those without a value last. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(parts.keySet());
    names.addAll(empty);
    return names;
  }

  boolean has(String name) {
    return parts.containsKey(name);
  }

  /** The names of a parameter's parts as sent, such as {@code chunking_strategy[type]}. */
  List<String> spellings(String name) {
    return parts.getOrDefault(name, List.of()).stream().map(Part::name).toList();
  }

  /** The text of a field that can be given once. */
  Optional<String> text(String name) {
    return single(name).map(FormFields::textOf);
  }

  /** The text of a field that must be given once. */
  String required(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  /** The texts of a field that can be given any number of times. */
  List<String> texts(String name) {
    return parts.getOrDefault(name, List.of()).stream().map(FormFields::textOf).toList();
  }

  /** The bytes of a file that must be given once. */
  byte[] file(String name) {
    return switch (single(name).orElseThrow(() -> missing(name))) {
      case Part.File file -> file.content();
      case Part.Text _ ->
          throw RefusedException.ofParameter(
              ErrorCode.INVALID_TYPE,
              name,
              "Field '%1$s' must be a file, not text. With curl: -F %1$s=@clip.wav"
                  .formatted(name));
    };
  }

  private Optional<Part> single(String name) {
    List<Part> given = parts.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw RefusedException.ofParameter(
          ErrorCode.DUPLICATE_PARAMETER, name, "Field '" + name + "' is given more than once.");
    }
    return given.stream().findFirst();
  }

  private static String textOf(Part part) {
    return switch (part) {
      case Part.Text text -> text.value();
      case Part.File file ->
          throw RefusedException.ofParameter(
              ErrorCode.INVALID_TYPE,
              FieldNames.base(file.name()),
              "Field '" + FieldNames.base(file.name()) + "' must be text, not a file.");
    };
  }

  private static RefusedException missing(String name) {
    return RefusedException.ofParameter(
        ErrorCode.MISSING_REQUIRED_PARAMETER, name, "Field '" + name + "' is required.");
  }
}
