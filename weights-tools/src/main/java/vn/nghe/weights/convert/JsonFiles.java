// SPDX-License-Identifier: Apache-2.0
package vn.nghe.weights.convert;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the JSON files of a model folder. */
final class JsonFiles {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonFiles() {}

  /**
   * Copies an object, with new values for some fields.
   *
   * @param fields new values, by field: strings, integers or arrays of integers; fields that the
   *     object does not have are added
   */
  static void copy(Path from, Path to, Map<String, Object> fields) throws IOException {
    Map<String, Object> left = new HashMap<>(fields);
    try (JsonParser in = JSON.createParser(from.toFile());
        JsonGenerator out = writer(to)) {
      in.nextToken();
      out.writeStartObject();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        out.writeFieldName(name);
        if (left.containsKey(name)) {
          writeValue(out, left.remove(name));
          in.skipChildren();
        } else {
          out.copyCurrentStructure(in);
        }
      }
      for (var field : left.entrySet()) {
        out.writeFieldName(field.getKey());
        writeValue(out, field.getValue());
      }
      out.writeEndObject();
      out.writeRaw('\n');
    }
  }

  private static void writeValue(JsonGenerator out, Object value) throws IOException {
    if (value instanceof int[] numbers) {
      out.writeArray(numbers, 0, numbers.length);
    } else {
      out.writePOJO(value);
    }
  }

  /**
   * Writes a vocabulary.
   *
   * @param names the names of the classes, by class
   */
  static void vocabulary(Path to, List<String> names) throws IOException {
    try (JsonGenerator out = writer(to)) {
      out.writeStartObject();
      for (int i = 0; i < names.size(); i++) {
        out.writeNumberField(names.get(i), i);
      }
      out.writeEndObject();
      out.writeRaw('\n');
    }
  }

  private static JsonGenerator writer(Path to) throws IOException {
    return JSON.createGenerator(to.toFile(), JsonEncoding.UTF8)
        .setPrettyPrinter(new DefaultPrettyPrinter());
  }
}
