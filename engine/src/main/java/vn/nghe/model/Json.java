// SPDX-License-Identifier: Apache-2.0
package vn.nghe.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.nghe.api.ModelException;

/** The JSON of model files as plain maps, lists, strings, numbers and booleans; strict. */
final class Json {
  /** What stands for null, as maps and lists here hold none; no field is of this type. */
  static final Object NULL = Void.class;

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

  /**
   * The depth of the reference implementation's parser; its header is limited as a whole, and what
   * is in it is not.
   */
  private static final JsonFactory HEADER_FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(127)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
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
    return object(file, FACTORY, json);
  }

  /**
   * Parses the header of a safetensors file, in which names and texts may be of any length.
   *
   * @param file named in errors
   * @throws ModelException as {@link #object}
   */
  static Map<String, Object> header(Path file, byte[] json) {
    return object(file, HEADER_FACTORY, json);
  }

  private static Map<String, Object> object(Path file, JsonFactory factory, byte[] json) {
    try (JsonParser parser = factory.createParser(text(json))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ModelException(file, "expected a JSON object");
      }
      Map<String, Object> object = object(parser);
      if (parser.nextToken() != null) {
        throw new ModelException(file, "something follows the JSON object");
      }
      return object;
    } catch (CharacterCodingException e) {
      throw new ModelException(file, "not valid JSON: not UTF-8", e);
    } catch (IOException e) {
      throw new ModelException(file, "not valid JSON: " + firstLine(e), e);
    }
  }

  /** Jackson would guess the encoding from the bytes, and takes overlong sequences for letters. */
  private static String text(byte[] json) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser, parser.currentName());
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> wellFormed(parser, parser.getText());
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> finite(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> NULL;
    };
  }

  /** A long where it is one; minus zero and what is larger are floats. */
  private static Object whole(JsonParser parser) throws IOException {
    if (parser.getNumberType() == NumberType.BIG_INTEGER || parser.getText().equals("-0")) {
      return finite(parser);
    }
    return parser.getLongValue();
  }

  private static Double finite(JsonParser parser) throws IOException {
    double value = Double.parseDouble(parser.getText());
    if (Double.isInfinite(value)) {
      throw new JsonParseException(
          parser, "number out of range in field " + parser.currentName() + ": " + parser.getText());
    }
    return value;
  }

  /** Escapes may name half a surrogate pair, which no text in UTF-8 can hold. */
  private static String wellFormed(JsonParser parser, String text) throws IOException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new JsonParseException(parser, "an escape names half a surrogate pair");
    }
    return text;
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
