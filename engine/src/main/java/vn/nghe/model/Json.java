// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.nghe.api.ModelException;

/** The JSON of model files as plain maps, lists, strings, numbers and booleans; strict. */
final class Json {
  /** What model files contain is at most {"tensor": {"shape": [...]}}. */
  private static final int DEEPEST = 8;

  /** Twice a vocabulary and 10 times the tensors of the largest Whisper. */
  private static final int LONGEST_TEXT = 4096;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT * 16)
                  .maxNameLength(LONGEST_TEXT)
                  .build())
          .build();

  private Json() {}

  /**
   * Parses one object, which must be all there is.
   *
   * @param file named in errors
   * @throws ModelException if the bytes are not one JSON object, or an object names a key twice
   */
  static Map<String, Object> object(Path file, byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ModelException(file, "expected a JSON object");
      }
      Map<String, Object> object = object(parser);
      if (parser.nextToken() != null) {
        throw new ModelException(file, "something follows the JSON object");
      }
      return object;
    } catch (IOException e) {
      throw new ModelException(file, "not valid JSON: " + firstLine(e), e);
    }
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      // Maps and lists here hold no nulls; a field set to null is as good as any other wrong type.
      default -> Void.class;
    };
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private static String firstLine(IOException e) {
    return e.getMessage().lines().findFirst().orElse("");
  }
}
