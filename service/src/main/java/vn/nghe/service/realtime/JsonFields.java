// SPDX-License-Identifier: Apache-2.0
package vn.nghe.service.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.nghe.service.error.ErrorCode;
import vn.nghe.service.error.RefusedException;

/**
 * The fields of a JSON object, each asked for by the type it must have.
 *
 * @param object whose fields they are
 * @param path where in the event it stands, for faults
 */
record JsonFields(JsonNode object, String path) {
  /** Refuses what has another name. */
  void allow(Set<String> names) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw fault(ErrorCode.UNKNOWN_PARAMETER, name, "is not known");
              }
            });
  }

  boolean isNull(String name) {
    return object.path(name).isNull();
  }

  /** A field that is there and not null. */
  private Optional<JsonNode> given(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  Optional<JsonFields> fields(String name) {
    return given(name)
        .map(
            node -> {
              require(node.isObject(), name, "an object");
              return new JsonFields(node, path + "." + name);
            });
  }

  Optional<String> text(String name) {
    return given(name).map(node -> textOf(node, name));
  }

  /** The texts of a list; empty where there is no such field. */
  Optional<List<String>> texts(String name) {
    return given(name)
        .map(
            node -> {
              require(node.isArray(), name, "a list");
              List<String> texts = new ArrayList<>();
              node.forEach(element -> texts.add(textOf(element, name)));
              return texts;
            });
  }

  Optional<Boolean> flag(String name) {
    return given(name)
        .map(
            node -> {
              require(node.isBoolean(), name, "true or false");
              return node.booleanValue();
            });
  }

  /** A number from {@code least} to {@code most}. */
  Optional<Double> number(String name, double least, double most) {
    return given(name)
        .map(
            node -> {
              require(node.isNumber(), name, "a number");
              double value = node.doubleValue();
              if (!(value >= least && value <= most)) {
                throw fault(ErrorCode.INVALID_VALUE, name, "must be from " + least + " to " + most);
              }
              return value;
            });
  }

  /** A whole number from {@code least} to {@code most}. */
  Optional<Integer> integer(String name, int least, int most) {
    return given(name)
        .map(
            node -> {
              require(node.isIntegralNumber(), name, "a whole number");
              if (!node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
                throw fault(ErrorCode.INVALID_VALUE, name, "must be from " + least + " to " + most);
              }
              return node.intValue();
            });
  }

  /** The refusal of a field. */
  RefusedException fault(ErrorCode code, String name, String fault) {
    String field = path + "." + name;
    return RefusedException.ofParameter(code, field, "Field '" + field + "' " + fault + ".");
  }

  private String textOf(JsonNode node, String name) {
    require(node.isTextual(), name, "text");
    return node.textValue();
  }

  private void require(boolean holds, String name, String type) {
    if (!holds) {
      throw fault(ErrorCode.INVALID_TYPE, name, "must be " + type);
    }
  }
}
